import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type {
  ILiveRow,
  Outcome as IOutcome,
  IPolicyView,
  IRecord
} from '@jupyter-eventlog/core';
import { EventLog, NO_TOOLS } from '@jupyter-eventlog/core';
import {
  FakeBrowser,
  FakePorts,
  FakeSink
} from '@jupyter-eventlog/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ID = 'https://example.org/schemas/a';
const OTHER = 'https://example.org/schemas/b';
const DAY = 24 * 60 * 60_000;

/** A server that remembers numbers as ours does. */
class Server {
  isDown = false;
  readonly stored: IRecord[] = [];
  readonly persons = new Set<string | undefined>();

  /** How often an event came. */
  requests = 0;

  take(batch: readonly IRecord[]): IOutcome {
    this.requests++;
    if (this.isDown) {
      return { kind: 'retry', reason: 'HTTP 503' };
    }
    const results = batch.map(record => {
      const key = `${record.session} ${record.sequence}`;
      const isKnown = this._known.has(key);
      this._known.add(key);
      if (!isKnown) {
        this.stored.push(record);
      }
      return { status: isKnown ? 'duplicate' : 'stored' } as const;
    });
    return { kind: 'delivered', results };
  }

  private readonly _known = new Set<string>();
}

/** A page: its own log, clock and sink. */
class Page {
  constructor(
    server: Server,
    browser: FakeBrowser,
    { person = 'ann', seed = 7, name = '/user/ann/', limits = {} } = {}
  ) {
    this.ports = new FakePorts(seed);
    const { device, crash } = browser.tab();
    this.crash = crash;
    this._person = person;
    for (let turn = 0; turn < 10_000; turn++) {
      this.sink.answers.push(batch => server.take(batch));
    }
    this.log = new EventLog({
      sinks: [this.sink],
      ports: this.ports,
      tools: async () => NO_TOOLS,
      storage: { name, device },
      limits
    });
    this.log.subscribe(row => this.rows.push(row));
  }

  readonly ports: FakePorts;
  readonly sink = new FakeSink('rest');
  readonly log: EventLog;
  readonly crash: () => void;
  readonly rows: ILiveRow[] = [];

  /** Open the log, and wait until it keeps what it takes. */
  async open(granted: object = { [ID]: true, [OTHER]: true }): Promise<this> {
    this.log.setConsent(granted as Record<string, boolean>, this._person);
    this.log.setPolicy(view());
    await this.log.flush();
    return this;
  }

  emit(count: number, id = ID): void {
    for (let number = 1; number <= count; number++) {
      this.log.emit(id, 1, { name: String(number) });
    }
  }

  /** Let all that waits be kept, and sent if this page sends. */
  async pass(milliseconds = 500): Promise<void> {
    await this.log.flush();
    await this.ports.advance(milliseconds);
  }

  private readonly _person: string;
}

function view(entry: object = { level: 'technical' }, more = {}): IPolicyView {
  const schema = (id: string): object => ({
    $id: id,
    version: '1',
    type: 'object',
    properties: { name: { type: 'string', categories: ['technical'] } }
  });
  return {
    digest: 'd',
    allowed_schemas: { [ID]: entry, [OTHER]: entry },
    schemas: [schema(ID), schema(OTHER)],
    disclosures: {},
    destinations: [],
    ...more
  } as unknown as IPolicyView;
}

async function databases(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? '');
}

/** The names of what is kept. */
async function kept(name = '/user/ann/'): Promise<unknown[]> {
  const { openDB } = await import('idb');
  const database = await openDB(`jupyter-eventlog ${name}`);
  const groups = database.objectStoreNames.contains('groups')
    ? await database.getAll('groups')
    : [];
  database.close();
  return groups
    .flat()
    .map(({ record }) => record.data.name)
    .sort();
}

describe('events that outlive their page', () => {
  let server: Server;
  let browser: FakeBrowser;

  const page = (options = {}): Page => new Page(server, browser, options);

  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    server = new Server();
    browser = new FakeBrowser();
  });

  afterEach(() => void vi.restoreAllMocks());

  it.each([
    ['nobody said yes', {}, {}],
    ['it is opt-out', { consent: 'opt-out' }, { [ID]: true }],
    ['it is required', { consent: 'required' }, {}]
  ])('should be none while %s', async (_, entry, granted) => {
    const { log, ports } = page();
    log.setConsent(granted as Record<string, boolean>, 'ann');
    log.setPolicy(view({ level: 'technical', ...entry }));
    log.emit(ID, 1, { name: 'x' });
    await log.flush();
    await ports.advance(500);
    expect(await databases()).toEqual([]);
    expect(log.storage).toBe('memory');
  });

  it('should be all where the operator lets a device store', async () => {
    const { log } = page();
    log.setConsent({}, 'ann');
    log.setPolicy(
      view(
        { level: 'technical', consent: 'required' },
        { device_storage: true }
      )
    );
    await log.flush();
    expect(log.storage).toBe('device');
  });

  it('should be none of a person whom nobody knows', async () => {
    const { log } = page();
    log.setConsent({ [ID]: true });
    log.setPolicy(view());
    await log.flush();
    expect(await databases()).toEqual([]);
  });

  it.each(['reloaded', 'crashed'])(
    'should be sent once, under their own numbers, by a page that was %s',
    async how => {
      server.isDown = true;
      const first = await page().open();
      first.emit(50);
      await first.pass();
      if (how === 'reloaded') {
        first.log.dispose();
      }
      first.crash();
      server.isDown = false;
      const second = await page({ seed: 9 }).open();
      await vi.waitFor(async () => {
        await second.pass();
        expect(server.stored).toHaveLength(50);
      });
      second.emit(1);
      await second.pass();
      expect(server.stored.map(({ sequence }) => sequence)).toEqual([
        ...Array.from({ length: 50 }, (_, index) => index + 1),
        1
      ]);
      expect(new Set(server.stored.map(({ session }) => session)).size).toBe(2);
      await vi.waitFor(async () => expect(await kept()).toEqual([]));
    }
  );

  it('should keep what came before the browser was ready', async () => {
    server.isDown = true;
    const first = page();
    first.log.setConsent({ [ID]: true }, 'ann');
    first.log.setPolicy(view());
    first.emit(3);
    await first.pass();
    expect(await kept()).toEqual(['1', '2', '3']);
  });

  it('should be kept at once after a while, and together in a row', async () => {
    const { log, ports } = await page().open();
    server.isDown = true;
    log.emit(ID, 1, { name: 'first' });
    await vi.waitFor(async () => expect(await kept()).toEqual(['first']));
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await ports.advance(40);
    log.emit(ID, 1, { name: 'second' });
    await ports.advance(40);
    log.emit(ID, 1, { name: 'third' });
    await ports.advance(19);
    expect(transactions).not.toHaveBeenCalled();
    await ports.advance(1);
    expect(transactions).toHaveBeenCalledTimes(1);
    await vi.waitFor(async () =>
      expect(await kept()).toEqual(['first', 'second', 'third'])
    );
  });

  it('should be kept at once and together where one task emits several', async () => {
    const tab = await page().open();
    const { log } = tab;
    server.isDown = true;
    log.emit(ID, 1, { name: 'first' });
    await vi.waitFor(async () => expect(await kept()).toEqual(['first']));
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    tab.emit(50);
    // No time passes, and nobody asks for it.
    await vi.waitFor(async () => expect(await kept()).toHaveLength(51));
    expect(
      transactions.mock.calls.filter(([, mode]) => mode === 'readwrite')
    ).toHaveLength(1);
  });

  it('should leave the device one by one when a batch was half of a group', async () => {
    const { log, ports } = await page({
      limits: { batch: { count: 2, bytes: 1 << 20 } }
    }).open();
    const answers = [false, true];
    ['1', '2', '3'].forEach(name => log.emit(ID, 1, { name }));
    await vi.waitFor(async () => expect(await kept()).toHaveLength(3));
    const take = server.take.bind(server);
    server.take = batch => {
      server.isDown = answers.shift() ?? true;
      return take(batch);
    };
    await ports.advance(500);
    await vi.waitFor(async () => {
      await ports.advance(500);
      expect(await kept()).toEqual(['3']);
    });
  });

  it('should be sent by one tab, and told in the one that emitted them', async () => {
    const tabs = [page(), page({ seed: 9 }), page({ seed: 11 })];
    for (const tab of tabs) {
      await tab.open();
    }
    for (let turn = 0; turn < 10; turn++) {
      tabs.forEach(tab => tab.emit(100));
      await Promise.all(tabs.map(tab => tab.pass()));
    }
    await vi.waitFor(async () => {
      await tabs[0].pass();
      expect(server.stored).toHaveLength(3000);
    });
    expect(tabs.map(tab => tab.sink.sent.length > 0)).toEqual([
      true,
      false,
      false
    ]);
    await vi.waitFor(() => {
      const told = tabs[2].rows.filter(row => row.state === 'stored');
      expect(told).toHaveLength(1000);
    });
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
  });

  it('should be sent by another tab when the one that sends is gone', async () => {
    server.isDown = true;
    const [first, second] = [
      await page().open(),
      await page({ seed: 9 }).open()
    ];
    first.emit(20);
    second.emit(20);
    await Promise.all([first.pass(), second.pass()]);
    expect(second.sink.sent).toEqual([]);
    server.isDown = false;
    first.crash();
    await vi.waitFor(async () => {
      await second.pass();
      expect(server.stored).toHaveLength(40);
    });
    expect(new Set(server.stored.map(({ session }) => session)).size).toBe(2);
  });

  it('should never be sent as another person', async () => {
    server.isDown = true;
    const first = await page().open();
    first.emit(5);
    await first.pass();
    first.crash();
    server.isDown = false;
    const second = await page({ person: 'bob', seed: 9 }).open();
    await second.pass();
    expect(server.stored).toEqual([]);
    expect(await kept()).toEqual([]);
    // The first one's page is still open: the device is not hers any more.
    const requests = first.sink.sent.length;
    first.emit(5);
    await first.log.flush();
    expect(first.log.storage).toBe('broken');
    expect(first.sink.sent).toHaveLength(requests);
    expect(await kept()).toEqual([]);
  });

  it('should be forgotten when another person comes in the same page', async () => {
    server.isDown = true;
    const { log, sink, ports, ...rest } = await page().open();
    void rest;
    log.emit(ID, 1, { name: 'of ann' });
    await log.flush();
    const before = sink.records[0].session;
    server.isDown = false;
    log.setConsent({ [ID]: true }, 'bob');
    log.emit(ID, 1, { name: 'of bob' });
    await log.flush();
    await ports.advance(600_000);
    await log.flush();
    expect(server.stored.map(({ data }) => data.name)).toEqual(['of bob']);
    expect(server.stored[0].session).not.toBe(before);
    expect(server.stored[0].sequence).toBe(1);
  });

  it('should be forgotten in all tabs and on the device by a no in one', async () => {
    server.isDown = true;
    const [first, second] = [
      await page().open(),
      await page({ seed: 9 }).open()
    ];
    for (const tab of [first, second]) {
      tab.emit(10);
      tab.emit(1, OTHER);
      await tab.pass();
    }
    second.log.setConsent({ [OTHER]: true }, 'ann');
    await second.log.flush();
    await vi.waitFor(() => expect(first.log.isEnabled(ID)).toBe(false));
    expect(await kept()).toEqual(['1', '1']);
    server.isDown = false;
    await vi.waitFor(async () => {
      await first.pass(600_000);
      expect(server.stored.map(one => one.schema_id)).toEqual([OTHER, OTHER]);
    });
  });

  it('should be deleted at the next start after a no given elsewhere', async () => {
    server.isDown = true;
    const first = await page().open();
    first.emit(5);
    first.emit(1, OTHER);
    await first.pass();
    first.crash();
    const second = await page({ seed: 9 }).open({ [OTHER]: true });
    await second.pass();
    await vi.waitFor(async () => expect(await kept()).toEqual(['1']));
    second.crash();
    second.log.dispose();
    const third = await page({ seed: 11 }).open({});
    await vi.waitFor(async () => expect(await databases()).toEqual([]));
    expect(third.sink.sent).toEqual([]);
  });

  it('should be filtered by the policy of the page that sends them', async () => {
    server.isDown = true;
    const first = await page().open();
    first.emit(3);
    await first.pass();
    first.crash();
    server.isDown = false;
    const second = page({ seed: 9 });
    second.log.setConsent({ [ID]: true, [OTHER]: true }, 'ann');
    second.log.setPolicy(view({ level: 'minimal' }));
    await vi.waitFor(async () => {
      await second.pass();
      expect(server.stored.map(({ data }) => data)).toEqual([{}, {}, {}]);
    });
  });

  it('should be refused beyond the bounds, and the next report should tell', async () => {
    server.isDown = true;
    const limits = { journal: { count: 4, bytes: 1e6 } };
    const first = await page({ limits }).open();
    const second = await page({ limits, seed: 9 }).open();
    first.emit(3);
    await first.pass();
    second.emit(3);
    await second.pass();
    server.isDown = false;
    await vi.waitFor(async () => {
      await first.pass(600_000);
      expect(server.stored).toHaveLength(4);
    });
    expect(second.log.counters.snapshot()[ID]).toMatchObject({ dropped: 2 });
    await vi.waitFor(async () => {
      first.emit(1);
      await first.pass(600_000);
      const told = first.sink.sent.flatMap(
        ({ options }) => options.report ?? []
      );
      expect(told.map(({ ranges, reason }) => [ranges, reason])).toContainEqual(
        [[[2, 3]], 'full']
      );
    });
  });

  it('should be given up after two weeks, and the next report should tell', async () => {
    server.isDown = true;
    const first = await page().open();
    first.emit(2);
    await first.pass();
    first.crash();
    const second = page({ seed: 9 });
    await second.ports.advance(15 * DAY);
    server.isDown = false;
    await second.open();
    await second.pass();
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
    second.emit(1);
    await second.pass();
    expect(second.sink.sent[0].options.report).toMatchObject([
      { ranges: [[1, 2]], reason: 'expired' }
    ]);
    expect(server.stored).toHaveLength(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('denied');
      }
    ],
    [
      'refuses',
      () => {
        const request = new EventTarget() as unknown as IDBOpenDBRequest;
        queueMicrotask(() => {
          Object.assign(request, { error: new Error('denied') });
          request.dispatchEvent(new Event('error'));
        });
        return request;
      }
    ]
  ])('should be in memory where the browser %s', async (_, open) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(open as never);
    const { log, ports } = await page().open();
    log.emit(ID, 1, { name: 'x' });
    await ports.advance(500);
    expect(server.stored).toHaveLength(1);
    expect(log.storage).toBe('broken');
  });

  it('should be sent from memory when the browser takes the store away', async () => {
    server.isDown = true;
    const { log, ports } = await page().open();
    log.emit(ID, 1, { name: 'kept' });
    await log.flush();
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('gone', 'InvalidStateError');
    });
    log.emit(ID, 1, { name: 'not kept' });
    await log.flush();
    expect(log.storage).toBe('broken');
    log.emit(ID, 1, { name: 'later' });
    server.isDown = false;
    await ports.advance(600_000);
    const names = server.stored.map(({ data }) => data.name);
    expect(names).toEqual(['kept', 'not kept', 'later']);
  });

  it('should be sent from memory when the browser does not answer', async () => {
    const { log, ports } = await page().open();
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(
      () => new IDBRequest()
    );
    log.emit(ID, 1, { name: 'x' });
    await ports.advance(11_000);
    expect(server.stored).toHaveLength(1);
  });

  describe('without locks', () => {
    beforeEach(() => {
      browser = new FakeBrowser({ locks: false, channels: true });
    });

    it('should be sent by one tab', async () => {
      const [first, second] = [
        await page().open(),
        await page({ seed: 9 }).open()
      ];
      first.emit(10);
      await first.pass();
      second.emit(10);
      await second.pass();
      await vi.waitFor(async () => {
        await first.pass();
        expect(server.stored).toHaveLength(20);
      });
      expect(second.sink.sent).toEqual([]);
    });

    it('should be forgotten on the device also when nobody sends them', async () => {
      server.isDown = true;
      const first = await page().open();
      first.emit(10);
      first.emit(1, OTHER);
      await first.pass();
      first.crash();
      const second = await page({ seed: 9 }).open();
      second.log.setConsent({ [OTHER]: true }, 'ann');
      await second.log.flush();
      expect(await kept()).toEqual(['1']);
    });

    it('should be sent by another tab once the lease has ended', async () => {
      server.isDown = true;
      const first = await page().open();
      first.emit(10);
      await first.pass();
      first.crash();
      server.isDown = false;
      const second = page({ seed: 9 });
      await second.ports.advance(61_000);
      await second.open();
      await vi.waitFor(async () => {
        await second.pass();
        expect(server.stored).toHaveLength(10);
      });
    });
  });

  it('should need no other tab where nothing reaches it', async () => {
    browser = new FakeBrowser({ locks: false, channels: false });
    const [first, second] = [
      await page().open(),
      await page({ seed: 9 }).open()
    ];
    first.emit(10);
    second.emit(10);
    await vi.waitFor(async () => {
      await Promise.all([first.pass(), second.pass()]);
      expect(server.stored).toHaveLength(20);
    });
  });

  it('should stand first in the last request when they are not kept yet', async () => {
    server.isDown = true;
    const { log, sink } = await page().open();
    log.emit(ID, 1, { name: 'kept' });
    await log.flush();
    log.emit(ID, 1, { name: 'not kept' });
    void log.flush({ keepalive: true });
    const { batch, options } = sink.sent[sink.sent.length - 1];
    expect(options.keepalive).toBe(true);
    expect(batch.map(({ data }) => data.name)).toEqual(['not kept', 'kept']);
  });

  it('should stay when the session of another tab is not in the sample', async () => {
    server.isDown = true;
    const first = await page().open();
    first.emit(3);
    await first.pass();
    const second = page({ seed: 9 });
    second.log.setConsent({ [ID]: true, [OTHER]: true }, 'ann');
    second.log.setPolicy(view({ level: 'technical', sample: 0 }));
    await second.log.flush();
    expect(await kept()).toEqual(['1', '2', '3']);
  });

  it('should stay, unsent, while nobody can tell what the policy is', async () => {
    server.isDown = true;
    const { log, sink, ports } = await page().open();
    log.emit(ID, 1, { name: 'before' });
    await log.flush();
    log.suspend();
    server.isDown = false;
    const requests = sink.sent.length;
    log.emit(ID, 1, { name: 'meanwhile' });
    await ports.advance(600_000);
    await log.flush();
    expect(sink.sent).toHaveLength(requests);
    expect(log.counters.snapshot()[ID]).toMatchObject({ dropped: 1 });
    // What the person has said is heard meanwhile.
    log.setConsent({ [ID]: true }, 'ann');
    expect(await kept()).toEqual(['before']);
    log.setPolicy(view());
    await ports.advance(600_000);
    expect(server.stored.map(({ data }) => data.name)).toEqual(['before']);
  });

  it('should leave no timer and no request when nothing waits', async () => {
    const tabs = [await page().open(), await page({ seed: 9 }).open()];
    tabs.forEach(tab => tab.emit(5));
    await vi.waitFor(async () => {
      await Promise.all(tabs.map(tab => tab.pass()));
      expect(server.stored).toHaveLength(10);
    });
    await vi.waitFor(async () => {
      await Promise.all(tabs.map(tab => tab.ports.advance(500)));
      expect(await kept()).toEqual([]);
    });
    const requests = server.requests;
    expect(tabs.map(({ ports }) => ports.timers)).toEqual([0, 0]);
    await Promise.all(tabs.map(({ ports }) => ports.advance(DAY)));
    expect(server.requests).toBe(requests);
  });
});
