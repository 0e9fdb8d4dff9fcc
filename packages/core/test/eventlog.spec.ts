import type {
  IEventLogOptions,
  INeeds,
  IPolicyView
} from '@jupyter-eventlog/core';
import { EventLog, NO_TOOLS, loadTools } from '@jupyter-eventlog/core';
import { FakePorts, FakeSink, settled } from '@jupyter-eventlog/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';

const ID = 'https://example.org/schemas/a';
const OTHER = 'https://example.org/schemas/b';
const LINGER = 500;
const PACE = 2_000;

function view(entry: object = { level: 'technical' }): IPolicyView {
  const schema = (id: string): object => ({
    $id: id,
    version: '1',
    type: 'object',
    properties: {
      name: { type: 'string', categories: ['technical'] },
      path: { type: 'string', categories: ['user-content'] }
    },
    additionalProperties: false
  });
  return {
    digest: 'd',
    allowed_schemas: { [ID]: entry, [OTHER]: entry },
    schemas: [schema(ID), schema(OTHER)],
    disclosures: {},
    destinations: []
  } as unknown as IPolicyView;
}

describe('EventLog', () => {
  let ports: FakePorts;
  let sink: FakeSink;
  let log: EventLog;

  const make = (options: Partial<IEventLogOptions> = {}): EventLog =>
    new EventLog({ sinks: [sink], ports, tools: loadTools, ...options });

  /** A log with a policy, a yes, and its tools at hand. */
  const ready = async (entry?: object): Promise<void> => {
    log.setPolicy(view(entry));
    log.setConsent({ [ID]: true });
    await log.flush();
  };

  beforeEach(() => {
    ports = new FakePorts();
    sink = new FakeSink();
    log = make();
  });

  describe('#addSink()', () => {
    const direct = new FakeSink('direct', true);

    beforeEach(() => {
      direct.sent.splice(0);
    });

    it('should give a sink what is emitted from then on', async () => {
      await ready();
      log.emit(ID, 1, { name: 'before' });
      log.addSink(direct);
      log.emit(ID, 1, { name: 'after' });
      await log.flush();
      await ports.advance(LINGER);
      expect(sink.records).toHaveLength(2);
      expect(direct.records.map(one => one.data.name)).toEqual(['after']);
    });

    it.each([
      ['the policy does not name it', ['fake'], {}],
      ['the person has switched it off', null, { [ID]: ['direct'] }]
    ])('should give it nothing where %s', async (_, sinks, refused) => {
      log.addSink(direct);
      log.setPolicy(view({ level: 'technical', sinks }));
      log.setConsent({ [ID]: true }, null, refused);
      await log.flush();
      log.emit(ID, 1, { name: 'x' });
      await ports.advance(LINGER);
      expect(sink.records).toHaveLength(1);
      expect(direct.sent).toEqual([]);
    });

    it('should forget what waits for it once it is switched off', async () => {
      log.addSink(direct);
      await ready();
      log.emit(ID, 1, { name: 'x' });
      log.setConsent({ [ID]: true }, null, { [ID]: ['direct'] });
      await ports.advance(LINGER);
      log.setConsent({ [ID]: true });
      await ports.advance(600_000);
      expect(sink.records).toHaveLength(1);
      expect(direct.sent).toEqual([]);
    });

    it('should forget it, with all that waits for it', async () => {
      log.addSink(direct);
      await ready();
      log.emit(ID, 1, { name: 'x' });
      log.removeSink('direct');
      log.emit(ID, 1, { name: 'y' });
      await ports.advance(LINGER);
      expect(sink.records).toHaveLength(2);
      expect(direct.sent).toEqual([]);
      expect(ports.timers).toBe(0);
    });
  });

  describe('with times that the policy coarsens', () => {
    it.each([
      ['exact', '7', '2026-11-24T12:00:00.500000Z'],
      ['hour', '4', '2026-11-24T12:00:00.000000Z'],
      ['day', '4', '2026-11-24T00:00:00.000000Z']
    ])('should tell no more than the %s', async (time, version, expected) => {
      await ready({ level: 'technical', capsule: { time } });
      await ports.advance(500);
      log.emit(ID, 1, { name: 'x' });
      await log.flush();
      expect(sink.records[0]).toMatchObject({ time: expected });
      expect(sink.records[0].id[14]).toBe(version);
    });
  });

  describe('while nothing may be collected', () => {
    it('should load nothing, start no timer and send nothing', async () => {
      let loaded = 0;
      log = make({ tools: async () => (loaded++, NO_TOOLS) });
      log.emit(ID, 1, { name: 'x' });
      log.setPolicy(view());
      log.emit(ID, 1, { name: 'x' });
      log.setConsent({ [ID]: false });
      log.emit(ID, 1, { name: 'x' });
      await ports.advance(60_000);
      expect([loaded, ports.timers, sink.sent.length]).toEqual([0, 0, 0]);
      expect(log.isEnabled(ID)).toBe(false);
    });

    it('should collect nothing under a policy with a mistake', async () => {
      await ready({ levle: 'technical' });
      expect(log.isEnabled(ID)).toBe(false);
    });
  });

  describe('what it loads', () => {
    it.each([
      ['nothing is sampled or hashed', {}, false, false],
      ['something is sampled', { sample: 0.5 }, false, true],
      ['a sink is the last that filters', {}, true, true]
    ])(
      'should be the hashes only where %s',
      async (_, said, isLast, hashes) => {
        const asked: INeeds[] = [];
        sink = new FakeSink('fake', isLast);
        log = make({ tools: async needs => (asked.push(needs), NO_TOOLS) });
        await ready({ level: 'technical', ...said });
        expect(asked.map(needs => needs.hashes)).toEqual([hashes]);
      }
    );

    it('should be no compiler where all checks are compiled already', async () => {
      const asked: INeeds[] = [];
      log = make({ tools: needs => (asked.push(needs), loadTools(needs)) });
      const check = (data: { name?: unknown }): string | null =>
        data.name === 'wrong' ? 'does not fit #/properties/name' : null;
      for (const schema_id of [ID, OTHER]) {
        const load = async () => ({ default: check });
        log.addCheck({ schema_id, version: '1', check: load });
      }
      await ready();
      log.emit(ID, 1, { name: 'wrong' });
      log.emit(ID, 1, { name: 'right' });
      await log.flush();
      expect(asked.map(({ ajv }) => ajv)).toEqual([false]);
      expect(sink.records.map(({ data }) => data.name)).toEqual(['right']);
      expect(ports.warnings.join()).toContain('#/properties/name');
    });

    it('should be what can be had when a check cannot be loaded', async () => {
      log.addCheck({
        schema_id: ID,
        version: '1',
        check: () => Promise.reject(new Error('404'))
      });
      await ready();
      log.emit(ID, 1, { name: 'x' });
      await log.flush();
      expect(sink.records).toHaveLength(1);
    });

    it('should be loaded again when a policy asks for more, and lose nothing', async () => {
      const asked: INeeds[] = [];
      log = make({ tools: needs => (asked.push(needs), loadTools(needs)) });
      await ready();
      log.emit(ID, 1, { name: 'x' });
      const wider = view();
      log.setPolicy({
        ...wider,
        allowed_schemas: { ...wider.allowed_schemas, [OTHER]: { sample: 0.5 } }
      });
      await log.flush();
      expect(asked.map(needs => needs.hashes)).toEqual([false, true]);
      expect(sink.records).toHaveLength(1);
    });
  });

  describe('#emit()', () => {
    it('should send what the policy keeps, and name what it removed', async () => {
      await ready();
      log.emit(ID, 1, { name: 'x', path: '/canary' });
      await ports.advance(LINGER);
      expect(sink.records).toHaveLength(1);
      expect(sink.records[0]).toMatchObject({
        schema_id: ID,
        version: '1',
        data: { name: 'x' },
        redacted: ['path'],
        sequence: 1
      });
      expect(JSON.stringify(sink.sent)).not.toContain('canary');
      expect(sink.records[0].time).toMatch(/^\d{4}-.*\.\d{6}Z$/);
      expect(sink.records[0].id[14]).toBe('7');
    });

    it('should keep a copy of what it was given', async () => {
      await ready();
      const data = { name: 'before' };
      log.emit(ID, 1, data);
      data.name = 'after';
      await ports.advance(LINGER);
      expect(sink.records[0].data).toEqual({ name: 'before' });
    });

    it('should never throw, and count what is invalid', async () => {
      await ready();
      const loop: Record<string, unknown> = {};
      loop.name = loop;
      const wrong = [loop, { name: 1 }, { name: '\ud800' }, { more: 1 }, null];
      wrong.forEach(data => log.emit(ID, 1, data as object));
      const trap = {
        get name(): string {
          throw new Error('canary');
        }
      };
      log.emit(ID, 1, trap);
      await ports.advance(LINGER);
      expect(sink.sent).toEqual([]);
      expect(ports.warnings.join()).not.toContain('canary');
    });

    it('should number without gaps what it sends', async () => {
      await ready();
      log.emit(ID, 1, { name: 'a' });
      log.emit(ID, 1, { name: 1 });
      log.emit(ID, 1, { name: 'b' });
      await ports.advance(LINGER);
      expect(sink.records.map(({ sequence }) => sequence)).toEqual([1, 2]);
    });

    it('should hold events in order until the tools are loaded', async () => {
      log.setPolicy(view());
      log.setConsent({ [ID]: true });
      log.emit(ID, 1, { name: 'a' });
      log.emit(ID, 1, { name: 'b' });
      await log.flush();
      expect(sink.records.map(({ data }) => data.name)).toEqual(['a', 'b']);
    });

    it('should let the server validate where nothing can be compiled', async () => {
      log = make({ tools: async () => NO_TOOLS });
      await ready();
      log.emit(ID, 1, { name: 1, path: 'x' });
      await ports.advance(LINGER);
      expect(sink.records[0].data).toEqual({ name: 1 });
    });

    it('should give nothing unvalidated to a sink that nobody filters after', async () => {
      sink = new FakeSink('last', true);
      log = make({ tools: async () => NO_TOOLS });
      await ready();
      log.emit(ID, 1, { name: 'x' });
      await ports.advance(LINGER);
      expect(sink.sent).toEqual([]);
    });

    it('should send nothing to a sink that the policy does not name', async () => {
      sink = new FakeSink('elsewhere', true);
      log = make();
      await ready({ level: 'technical', sinks: ['warehouse'] });
      log.emit(ID, 1, { name: 'x' });
      await ports.advance(LINGER);
      expect(sink.sent).toEqual([]);
    });
  });

  describe('#setConsent()', () => {
    it('should forget what waits when it is withdrawn, and that alone', async () => {
      log.setPolicy(view());
      log.setConsent({ [ID]: true, [OTHER]: true });
      await log.flush();
      log.emit(ID, 1, { name: 'gone' });
      log.emit(OTHER, 1, { name: 'stays' });
      log.setConsent({ [ID]: false, [OTHER]: true });
      log.emit(ID, 1, { name: 'too late' });
      await ports.advance(LINGER);
      expect(sink.records.map(({ data }) => data.name)).toEqual(['stays']);
    });

    it('should leave no timer when nothing waits any more', async () => {
      await ready();
      log.emit(ID, 1, { name: 'x' });
      log.setConsent({});
      expect(ports.timers).toBe(0);
    });
  });

  describe('#setPolicy()', () => {
    it('should hold what waits against a narrower policy', async () => {
      await ready({ level: 'content' });
      log.emit(ID, 1, { name: 'x', path: 'p' });
      log.setPolicy(view({ level: 'technical' }));
      await ports.advance(LINGER);
      expect(sink.records[0]).toMatchObject({
        data: { name: 'x' },
        redacted: ['path']
      });
    });
  });

  describe('delivery', () => {
    const emit = (count: number): void => {
      for (let number = 1; number <= count; number++) {
        log.emit(ID, 1, { name: String(number) });
      }
    };
    const names = (): unknown[] => sink.records.map(({ data }) => data.name);

    it('should send what comes together in one request', async () => {
      await ready();
      emit(3);
      await ports.advance(LINGER);
      expect(sink.sent).toHaveLength(1);
      expect(ports.timers).toBe(0);
    });

    it('should try again in order, and later each time, after a failure', async () => {
      await ready();
      sink.answers.push(
        () => ({ kind: 'retry', reason: 'HTTP 503' }),
        () => Promise.reject(new Error('offline'))
      );
      emit(2);
      await ports.advance(LINGER);
      expect(log.failing).toEqual([
        { sink: 'fake', reason: 'HTTP 503', since: ports.now() }
      ]);
      await ports.advance(600_000);
      expect(names()).toEqual(['1', '2', '1', '2', '1', '2']);
      expect(log.failing).toEqual([]);
      expect(ports.timers).toBe(0);
    });

    it('should not come back before the server said', async () => {
      await ready();
      sink.answers.push(() => ({ kind: 'retry', reason: '', after: 30_000 }));
      emit(1);
      await ports.advance(LINGER + 29_000);
      expect(sink.sent).toHaveLength(1);
      await ports.advance(600_000);
      expect(sink.sent).toHaveLength(2);
    });

    it('should send a single event soon, and what comes in a row together', async () => {
      await ready();
      for (let turn = 0; turn < 40; turn++) {
        emit(1);
        await ports.advance(100);
      }
      await ports.advance(PACE);
      const sizes = sink.sent.map(({ batch }) => batch.length);
      expect(sizes).toEqual([5, 20, 15]);
    });

    it('should split a batch that is too large', async () => {
      await ready();
      sink.answers.push(() => ({ kind: 'split' }));
      emit(4);
      await ports.advance(LINGER);
      expect(sink.sent.map(({ batch }) => batch.length)).toEqual([4, 2, 2]);
    });

    it('should set aside, visibly, what can never be taken', async () => {
      await ready();
      sink.answers.push(() => ({ kind: 'aside', reason: 'HTTP 400' }));
      emit(1);
      await ports.advance(LINGER);
      emit(1);
      await ports.advance(PACE);
      expect(log.aside).toHaveLength(1);
      expect(log.aside[0].reason).toBe('HTTP 400');
      expect(sink.sent).toHaveLength(2);
    });

    it('should not repeat what the server refused', async () => {
      await ready();
      sink.answers.push(() => ({
        kind: 'delivered',
        results: [{ status: 'stored' }, { status: 'no-consent' }]
      }));
      const states: string[] = [];
      log.subscribe(row => states.push(`${row.data.name} ${row.state}`));
      emit(2);
      await ports.advance(600_000);
      expect(sink.sent).toHaveLength(1);
      expect(states).toEqual([
        '1 queued',
        '2 queued',
        '1 sending',
        '2 sending',
        '1 stored',
        '2 refused'
      ]);
    });

    it.each([
      [true, 'delivered'],
      [false, 'sent']
    ])(
      'should claim no arrival that nobody confirms',
      async (confirms, last) => {
        Object.assign(sink, { confirms });
        await ready();
        sink.answers.push(() => ({ kind: 'delivered' }));
        const states: string[] = [];
        log.subscribe(row => states.push(row.state));
        emit(1);
        await ports.advance(LINGER);
        expect(states).toEqual(['queued', 'sending', last]);
      }
    );

    it('should refuse new events when it is full, and report them', async () => {
      log = make({ limits: { journal: { count: 2, bytes: 1e6 } } });
      await ready();
      emit(4);
      await ports.advance(LINGER);
      expect(names()).toEqual(['1', '2']);
      expect(sink.sent[0].options.report).toMatchObject([
        { ranges: [[3, 4]], reason: 'full' }
      ]);
    });

    it('should begin a last request before the page is gone', async () => {
      await ready();
      emit(2);
      void log.flush({ keepalive: true });
      expect(sink.sent).toHaveLength(1);
      expect(sink.sent[0].options.keepalive).toBe(true);
      await settled();
    });

    it('should do nothing after its end', async () => {
      await ready();
      emit(1);
      log.dispose();
      emit(1);
      await ports.advance(60_000);
      expect(sink.sent).toEqual([]);
      expect(ports.timers).toBe(0);
    });
  });
});
