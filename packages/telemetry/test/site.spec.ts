import type { JSONObject } from '@jupyter-eventlog/core';
import { loadTools } from '@jupyter-eventlog/core';
import { FakePorts } from '@jupyter-eventlog/core/testing';
import { Telemetry } from '@jupyter-eventlog/telemetry';
import { Site } from '@jupyter-eventlog/telemetry/site';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ID = 'https://jupyter-eventlog.readthedocs.io/schemas/command-executed';
const OWN = 'https://riverside.example/schemas/note-pinned';
const DATA = { command_id: 'a:b', trigger: 'keyboard', outcome: 'succeeded' };
const CONFIG = {
  operator: { name: 'Riverside' },
  purposes: { improve: { title: 'Improve it' } },
  allowed_schemas: { [ID]: { level: 'technical', purpose: 'improve' } },
  sinks: {
    mp: {
      class: 'mixpanel',
      runs_in: 'page',
      destination: 'Mixpanel',
      public: { token: 't' }
    }
  }
};

describe('Telemetry of a site without a server', () => {
  let kept: JSONObject | null;
  let canSave: boolean;
  let ports: FakePorts;
  let telemetry: Telemetry;
  let status: number;
  const sent: string[] = [];

  const open = async (
    config: object = CONFIG,
    signal = false
  ): Promise<Telemetry> => {
    const request = new Site({
      config: config as JSONObject,
      store: {
        load: async () => kept,
        save: async content => {
          if (!canSave) {
            throw new Error('The browser keeps nothing.');
          }
          kept = content;
        }
      },
      signal: () => signal,
      textOf: surface => `the ${surface}`,
      receiptsOf: answers =>
        answers.map(({ id, text }) => ({ id, readable: text })),
      now: () => ports.now()
    });
    telemetry = new Telemetry({
      enabled: true,
      hasServer: false,
      request,
      eventlog: { tools: loadTools, ports }
    });
    await telemetry.refresh();
    return telemetry;
  };
  const answer = (said: 'yes' | 'no', target = ID): Promise<void> => {
    const { digest } = telemetry.policy!.disclosures[target];
    return telemetry.setConsent(
      [{ answer: said, scope: 'schema', target, shown: { [target]: digest } }],
      'panel'
    );
  };
  const statusOf = (id = ID): string | undefined =>
    telemetry.consent?.kinds[id].status;
  const emit = async (): Promise<void> => {
    telemetry.emit(ID, 1, DATA);
    await telemetry.flush();
  };

  beforeEach(() => {
    kept = null;
    canSave = true;
    status = 200;
    ports = new FakePorts();
    sent.splice(0);
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      sent.push(String(init.body));
      return Response.json({ status: 1 }, { status });
    });
  });

  afterEach(() => {
    telemetry.dispose();
    vi.unstubAllGlobals();
  });

  it('should ask, and send nothing before a yes', async () => {
    await open();
    expect(statusOf()).toBe('asked');
    expect(telemetry.consent?.prompt).toBe(true);
    await emit();
    expect([sent, kept, telemetry.traffic.requests]).toEqual([[], null, 0]);
  });

  it('should send straight to the service after a yes, which lasts', async () => {
    await open();
    await answer('yes');
    await emit();
    expect(JSON.parse(sent[0])).toMatchObject([
      { event: 'command-executed', properties: { command_id: 'a:b' } }
    ]);
    expect(telemetry.traffic.requests).toBe(1);
    telemetry.dispose();
    await open();
    expect(statusOf()).toBe('on');
  });

  it('should send nothing after a no, which lasts too', async () => {
    await open();
    await answer('yes');
    status = 503;
    await emit();
    expect(telemetry.waiting).toBe(1);
    await answer('no');
    expect(telemetry.waiting).toBe(0);
    sent.splice(0);
    await ports.advance(600_000);
    expect(sent).toEqual([]);
    telemetry.dispose();
    await open();
    expect(statusOf()).toBe('off');
  });

  it('should let a yes lapse when more is collected, and not a no', async () => {
    await open();
    await answer('yes');
    const wider = structuredClone(CONFIG);
    wider.allowed_schemas[ID].level = 'interaction';
    telemetry.dispose();
    await open(wider);
    expect(statusOf()).toBe('changed');
    await answer('no');
    wider.allowed_schemas[ID].level = 'full';
    telemetry.dispose();
    await open(wider);
    expect(statusOf()).toBe('off');
  });

  it('should refuse an answer to something else', async () => {
    await open();
    const yes = { answer: 'yes', scope: 'schema', target: ID } as const;
    await expect(
      telemetry.setConsent([{ ...yes, shown: { [ID]: 'old' } }], 'panel')
    ).rejects.toThrow();
    expect(statusOf()).toBe('asked');
  });

  it('should collect nothing where the browser keeps no answer', async () => {
    await open();
    canSave = false;
    await expect(answer('yes')).rejects.toThrow();
    await emit();
    expect([sent, statusOf()]).toEqual([[], 'asked']);
  });

  it('should heed a privacy signal', async () => {
    await open(CONFIG, true);
    expect([statusOf(), telemetry.consent?.prompt]).toEqual(['signal', false]);
  });

  it('should rest while it is paused, also after a reload', async () => {
    await open();
    await answer('yes');
    await telemetry.setPaused(true);
    telemetry.dispose();
    await open();
    await emit();
    expect(sent).toEqual([]);
    await telemetry.setPaused(false);
    await emit();
    expect(sent).toHaveLength(1);
  });

  it('should give receipts with the words of then', async () => {
    await open();
    await answer('yes');
    expect(await telemetry.records.receipts()).toEqual([
      { id: expect.any(String), readable: 'the panel' }
    ]);
  });

  it.each([
    [{ levels: 1 }, 'unknown key "levels"'],
    [{ sinks: {} }, 'sinks: name where events go'],
    [{ sinks: { f: { class: 'file' } } }, 'add "runs_in": "page"'],
    [{ hash_rotation: '30d' }, 'hash_rotation: a page without a server'],
    [
      { allowed_schemas: { [ID]: { sinks: ['mq'] } } },
      'sinks: "mq" is not one of the sinks'
    ]
  ])('should stay off for a mistake, and name it: %j', async (change, name) => {
    await open({ ...CONFIG, ...change });
    expect(telemetry.state).toBe('error');
    expect(telemetry.mistakes.join('\n')).toContain(name);
    expect(telemetry.isEnabled(ID)).toBe(false);
  });

  it('should take the schemas of extensions, and ask for them', async () => {
    const { sinks, ...rest } = CONFIG;
    const allowed_schemas = { [OWN]: { level: 'technical' } };
    await open({ ...rest, sinks, allowed_schemas });
    const schema = {
      $id: OWN,
      version: 1,
      title: 'Notes you pin',
      description: 'A note was pinned.',
      type: 'object',
      properties: {
        colour: {
          type: 'string',
          description: 'Its colour.',
          categories: ['technical']
        }
      }
    };
    await telemetry.registerSchema(schema);
    await answer('yes', OWN);
    telemetry.emit(OWN, 1, { colour: 'blue' });
    await telemetry.flush();
    expect(JSON.parse(sent[0])).toMatchObject([
      { event: 'note-pinned', properties: { colour: 'blue' } }
    ]);
    await expect(
      telemetry.registerSchema({ ...schema, title: 'Others' })
    ).rejects.toThrow('registered with other content');
  });
});
