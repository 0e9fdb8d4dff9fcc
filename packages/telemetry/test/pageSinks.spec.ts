import type { ISink } from '@jupyter-eventlog/core';
import { loadTools } from '@jupyter-eventlog/core';
import { FakePorts, FakeSink } from '@jupyter-eventlog/core/testing';
import type { IFailingSink, IRequest } from '@jupyter-eventlog/telemetry';
import { Telemetry } from '@jupyter-eventlog/telemetry';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ID = 'https://example.org/schemas/drawn';
const OTHER = 'https://example.org/schemas/other';
const place = (name: string, third_party = true): object => ({
  name,
  destination: `The ${name} service`,
  third_party,
  run_by: null,
  country: null,
  unknown: false
});
const schema = (id: string): object => ({
  $id: id,
  version: '1',
  title: 'Drawn',
  description: 'A chart was drawn.',
  type: 'object',
  properties: {
    kind: {
      type: 'string',
      description: 'The kind of chart.',
      categories: ['technical']
    }
  }
});

/** A server whose policy names sinks of the page. */
class Server implements IRequest {
  off: string[] = [];
  posted = 0;
  isDown = false;
  readonly policy = {
    digest: 'd',
    allowed_schemas: {
      [ID]: { level: 'technical' },
      [OTHER]: { level: 'technical', sinks: ['own'] }
    },
    schemas: [schema(ID), schema(OTHER)],
    disclosures: {},
    destinations: [place('mp'), place('ga'), place('own', false)],
    page_sinks: {
      mp: { class: 'mixpanel', public: { token: 't' } },
      ga: { class: 'ga4', public: { measurement_id: 'G', api_secret: 's' } },
      own: { class: 'extension', public: {} }
    }
  };

  async get(path: string): Promise<unknown> {
    return path === 'policy' ? this.policy : this._consent();
  }

  async put(): Promise<unknown> {
    if (this.isDown) {
      throw new Error('down');
    }
    return this._consent();
  }

  async delete(): Promise<unknown> {
    return {};
  }

  async download(): Promise<Blob> {
    return new Blob();
  }

  async post(_: string, body: string): Promise<Response> {
    const events = JSON.parse(body).events as unknown[];
    this.posted += events.length;
    return Response.json({ results: events.map(() => ({ status: 'stored' })) });
  }

  private _consent(): unknown {
    const on = { status: 'on', off_destinations: this.off };
    return {
      kinds: { [ID]: on, [OTHER]: on },
      prompt: false,
      durable: true,
      person: null
    };
  }
}

describe('Telemetry with sinks of the page', () => {
  let server: Server;
  let ports: FakePorts;
  let telemetry: Telemetry;
  let status: number;
  const sent: { host: string; body: string; init: RequestInit }[] = [];

  const hosts = (): string[] => sent.map(({ host }) => host);
  const emit = async (id = ID): Promise<void> => {
    telemetry.emit(id, 1, { kind: 'bar' });
    await telemetry.flush();
  };
  const start = async (): Promise<void> => {
    telemetry = new Telemetry({
      enabled: true,
      request: server,
      eventlog: { tools: loadTools, ports }
    });
    await telemetry.refresh();
    await telemetry.flush();
  };

  beforeEach(async () => {
    server = new Server();
    ports = new FakePorts();
    status = 200;
    sent.splice(0);
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const { host } = new URL(url);
      sent.push({ host, body: String(init.body), init });
      const answer = host.includes('mixpanel') ? { status: 1 } : {};
      return Response.json(answer, { status });
    });
    await start();
  });

  afterEach(() => {
    telemetry.dispose();
    vi.unstubAllGlobals();
  });

  it('should send to those that a kind names, or to all', async () => {
    await emit();
    expect(hosts().sort()).toEqual([
      'api.mixpanel.com',
      'www.google-analytics.com'
    ]);
    await emit(OTHER);
    expect(sent).toHaveLength(2);
    expect(server.posted).toBe(2);
  });

  it('should tell third parties of no person and no session of ours', async () => {
    await emit();
    const rows: string[] = [];
    telemetry.emitted.connect((_, row) => rows.push(row.id));
    expect(sent.every(({ init }) => init.credentials === 'omit')).toBe(true);
    expect(sent.map(({ body }) => body).join()).not.toMatch(/"session"/);
  });

  it('should give a service one random id for as long as the page lasts', async () => {
    const clients = (): string[] =>
      sent
        .filter(({ host }) => host.includes('google'))
        .map(({ body }) => JSON.parse(body).client_id as string);
    await emit();
    await emit();
    expect(clients()).toHaveLength(2);
    expect(new Set(clients()).size).toBe(1);
    await start();
    await emit();
    expect(new Set(clients()).size).toBe(2);
  });

  it('should say what is never confirmed', async () => {
    const states: string[] = [];
    telemetry.emitted.connect((_, { sink, state }) =>
      states.push(`${sink} ${state}`)
    );
    await emit();
    expect(states).toContain('ga sent');
    expect(states).toContain('mp delivered');
    expect(states).toContain('rest stored');
  });

  it('should count what it sends past the server', async () => {
    const { requests } = telemetry.traffic;
    await emit();
    expect(telemetry.traffic.requests - requests).toBe(3);
  });

  it('should send nothing to what the person switched off', async () => {
    server.off = ['ga'];
    await telemetry.refresh();
    await emit();
    expect(hosts()).toEqual(['api.mixpanel.com']);
  });

  it('should forget what waits for it at once, whatever the server says', async () => {
    status = 503;
    await emit();
    server.isDown = true;
    const no = { answer: 'no', scope: 'destination', target: 'ga', shown: {} };
    await expect(
      telemetry.setConsent([no as never], 'panel')
    ).rejects.toThrow();
    status = 200;
    sent.splice(0);
    await ports.advance(600_000);
    expect(hosts()).toEqual(['api.mixpanel.com']);
    await emit();
    expect(hosts().filter(host => host.includes('google'))).toEqual([]);
  });

  it('should say which take nothing, and since when', async () => {
    const told: (readonly IFailingSink[])[] = [];
    telemetry.failingChanged.connect((_, failing) => told.push(failing));
    status = 503;
    const since = new Date(ports.now()).toISOString();
    await emit();
    expect(telemetry.failing).toEqual([
      { name: 'mp', destination: 'The mp service', since, reason: 'HTTP 503' },
      { name: 'ga', destination: 'The ga service', since, reason: 'HTTP 503' },
      {
        name: 'own',
        destination: 'The own service',
        since,
        reason: 'the request failed'
      }
    ]);
    status = 200;
    await ports.advance(600_000);
    expect(telemetry.failing.map(({ name }) => name)).toEqual(['own']);
    expect(told.length).toBeGreaterThan(1);
  });

  it('should take away what the policy does not name any more', async () => {
    Object.assign(server.policy, { page_sinks: {}, destinations: [] });
    await telemetry.refresh();
    await emit();
    expect(sent).toEqual([]);
  });

  describe('#addSink()', () => {
    it('should give it what has waited, and what comes', async () => {
      await emit(OTHER);
      const own = new FakeSink('own');
      const added = await telemetry.addSink(own);
      await telemetry.flush();
      await emit(OTHER);
      expect(own.records).toHaveLength(2);
      expect(own.sent.map(({ options }) => options.person)).toEqual([
        undefined,
        undefined
      ]);
      added.dispose();
      await emit(OTHER);
      expect(own.records).toHaveLength(2);
    });

    it.each(['ga', 'elsewhere'])(
      'should name the sinks that may be added where "%s" may not',
      async name => {
        await expect(telemetry.addSink(new FakeSink(name))).rejects.toThrow(
          `"${name}" is not one of the sinks that the policy leaves to extensions ("own")`
        );
      }
    );

    it('should refuse a third party that people are not told of', async () => {
      const sink: ISink = Object.assign(new FakeSink('own'), {
        thirdParty: true
      });
      await expect(telemetry.addSink(sink)).rejects.toThrow('third_party');
    });

    it('should refuse a second one of the same name', async () => {
      await telemetry.addSink(new FakeSink('own'));
      await expect(telemetry.addSink(new FakeSink('own'))).rejects.toThrow(
        'there already'
      );
    });

    it('should add nothing where nothing is configured', async () => {
      const off = new Telemetry({ enabled: false, request: server });
      await expect(off.addSink(new FakeSink('own'))).rejects.toThrow(
        'There is no policy that lists "own"'
      );
    });
  });

  describe('#registerSchema()', () => {
    it('should take what the server knows', async () => {
      await telemetry.registerSchema({ ...schema(ID), version: 1 });
      expect(ports.warnings).toEqual([]);
    });

    it('should refuse what is outside the dialect, with its place', async () => {
      const odd = {
        ...schema(ID),
        version: 2,
        properties: { a: { $ref: 'x' } }
      };
      await expect(telemetry.registerSchema(odd)).rejects.toThrow(
        '/properties/a'
      );
    });

    it('should refuse another content under a known version', async () => {
      await expect(
        telemetry.registerSchema({ ...schema(ID), title: 'Painted' })
      ).rejects.toThrow('version 1 is registered with other content');
    });

    it('should tell a developer of what the server does not know', async () => {
      await telemetry.registerSchema({ ...schema(ID), version: 2 });
      expect(ports.warnings.join()).toContain('share/jupyter/eventlog/schemas');
    });

    it('should do nothing where nothing is configured', async () => {
      const off = new Telemetry({ enabled: false, request: server });
      await off.registerSchema({ not: 'a schema' });
    });
  });
});
