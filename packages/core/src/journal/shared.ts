import { uuid } from '../ids.js';
import type { IRecord } from '../types.js';
import type { Key } from './groups.js';
import { Groups, byAge, grouped } from './groups.js';
import { Held } from './held.js';
import type { IKeptRow } from './indexeddb.js';
import { Database, PersonError } from './indexeddb.js';
import { bytesOf } from './memory.js';
import { OwnEvents } from './own.js';
import { Pace } from './pace.js';
import type { IPlace } from './place.js';
import { Election } from './sender.js';
import type { IMessage } from './tabs.js';
import { Tabs, bySink } from './tabs.js';
import type { ISettled, IStore } from './types.js';
import { Work } from './work.js';

/** Servers remember the numbers of a session for 21 days. */
const MAX_AGE = 14 * 24 * 60 * 60_000;

/** See IStore: IndexedDB, Web Locks and a BroadcastChannel. */
export class SharedStore implements IStore {
  /** Open the database. Rejects where there is none to be had. */
  static async open(options: IPlace): Promise<SharedStore> {
    let store: SharedStore | null = null;
    const gone = (): void => store?._work.stop(new Error('closed'));
    const { name, person } = options;
    store = new SharedStore(options, await Database.open(name, person, gone));
    return store;
  }

  private constructor(
    private readonly _options: IPlace,
    private readonly _database: Database
  ) {
    const { device, name, person, ports } = _options;
    this._work = new Work(ports, error =>
      this._break(error instanceof PersonError)
    );
    this._pace = new Pace(ports, () =>
      this._work.once('change', () => this._change())
    );
    // Tabs of different persons must not hear one another.
    const shared = `${name} ${person}`;
    this._tabs = new Tabs(device, shared, message => this._hear(message));
    this._election = new Election({
      name: shared,
      tab: uuid(4, ports.random(16)),
      database: _database,
      device,
      ports,
      changed: isSender => this._elected(isSender)
    });
    this._work.add(() => this._election.run());
  }

  add(sink: string, record: IRecord): void {
    if (this._work.isStopped) {
      this._own.hold(sink, record);
      this._hand(sink, [record], true);
      return;
    }
    const at = this._options.ports.now();
    const bytes = bytesOf(record);
    this._own.add({ sink, id: record.id, record, bytes, at });
    this._pace.added(sink);
  }

  progress(sink: string, settled: ISettled): void {
    const isOwn = this._own.get(sink, settled.id) !== undefined;
    if (!isOwn && !this._held.has(sink, settled.id)) {
      return;
    }
    if (!isOwn) {
      this._tabs.tell(sink, settled);
    }
    if (isFinal(settled)) {
      this._remove(sink, [settled.id]);
    }
  }

  revised(
    sink: string,
    gone: readonly string[],
    changed: readonly IRecord[]
  ): void {
    changed.forEach(record => this._own.replace(sink, record));
    if (gone.length > 0) {
      this._remove(sink, gone);
      this._pace.now();
    }
    if (changed.length > 0) {
      const keys = changed.map(({ id }) => ({ sink, id }));
      this._work.add(() =>
        this._database.replace(sink, changed, this._groups.of(keys))
      );
    }
  }

  forget(schemaIds: readonly string[]): void {
    this._own.forget(schemaIds);
    this._work.add(() => this._database.forget(schemaIds));
    this._tabs.post({ forget: schemaIds });
  }

  own(sink: string): IRecord[] {
    return this._own.list(sink);
  }

  async flush(): Promise<void> {
    this._pace.now();
    await this._work.done;
    if (!this._election.isSender) {
      this._tabs.post({ hurry: true });
    }
  }

  close(): void {
    this._pace.now();
    this._election.close();
    // What waits to be written is still written.
    void this._work.done.then(() => {
      this._tabs.close();
      this._database.close();
    });
  }

  private async _change(): Promise<void> {
    const { limit, listener } = this._options;
    const added = grouped(this._own.takeUnwritten());
    added.forEach((rows, group) => this._groups.add(group, rows));
    const removed = this._groups.take(this._removing.splice(0));
    if (added.size + removed.size === 0) {
      return;
    }
    this._pace.changed();
    const refused = await this._database.change({ added, removed, limit });
    this._own.written();
    this._groups.take(refused);
    for (const { sink, record } of refused) {
      this._own.remove(sink, [record.id]);
      listener.lost(sink, record, 'full');
    }
    await this._election.run();
    added.forEach((rows, group) => this._kept(rows, group));
  }

  private _kept(all: readonly IKeptRow[], group: string): void {
    // What was forgotten meanwhile is gone from the device, too.
    const rows = all.flatMap(({ sink, id }) => {
      const record = this._own.get(sink, id);
      return record ? [[sink, record] as const] : [];
    });
    if (this._election.isSender) {
      this._groups.add(
        group ?? '',
        rows.map(([sink, { id }]) => ({ sink, id }))
      );
      bySink(rows).forEach((some, sink) => this._hand(sink, some, true));
    } else if (rows.length > 0) {
      this._tabs.post({ rows, group });
    }
  }

  private _elected(isSender: boolean): void {
    if (isSender) {
      this._work.add(() => this._load());
      return;
    }
    this._release();
  }

  private async _load(): Promise<void> {
    const { listener, ports } = this._options;
    const since = ports.now() - MAX_AGE;
    const { groups, old } = await this._database.load(since);
    old.forEach(row => listener.lost(row.sink, row.record, 'expired'));
    groups.forEach((rows, group) => this._groups.add(group, rows));
    this._groups.take(old);
    const others = [...groups.values()]
      .flat()
      .filter(row => row.at >= since && !this._held.has(row.sink, row.id))
      .sort(byAge);
    bySink(others.map(row => [row.sink, row.record])).forEach((some, sink) =>
      this._hand(sink, some, false)
    );
  }

  private _hand(sink: string, some: readonly IRecord[], isOwn: boolean): void {
    this._held.add(
      sink,
      some.map(({ id }) => id)
    );
    this._options.listener.send(sink, some, isOwn);
  }

  private _hear(message: IMessage): void {
    const { listener } = this._options;
    const { rows = [], group, settled = [], losses = [] } = message;
    const { forget, hurry } = message;
    settled.forEach(([sink, one]) => this._settled(sink, one));
    this._passLosses(new Set(settled.map(([sink]) => sink)));
    if (forget) {
      this._own.forget(forget);
      listener.forgotten(forget);
    }
    if (this._election.isSender) {
      this._groups.add(
        group ?? '',
        rows.map(([sink, { id }]) => ({ sink, id }))
      );
      bySink(rows).forEach((some, sink) => this._hand(sink, some, false));
      losses.forEach(([sink, reports]) => listener.report(sink, reports));
      if (hurry) {
        listener.hurry();
      }
    }
  }

  private _settled(sink: string, settled: ISettled): void {
    const record = this._own.get(sink, settled.id);
    if (record) {
      if (isFinal(settled)) {
        this._own.remove(sink, [settled.id]);
        // The tab that sends takes it from the device.
        this._groups.take([{ sink, id: settled.id }]);
      }
      this._options.listener.progress(sink, record, settled);
    }
  }

  /** The tab that sends gets through: it may tell what was lost here. */
  private _passLosses(sinks: ReadonlySet<string>): void {
    const losses = [...sinks]
      .map(sink => [sink, this._options.listener.losses(sink)] as const)
      .filter(([, reports]) => reports.length > 0);
    if (losses.length > 0) {
      this._tabs.post({ losses });
    }
  }

  private _remove(sink: string, ids: readonly string[]): void {
    this._own.remove(sink, ids);
    this._held.remove(sink, ids);
    if (ids.length > 0 && !this._work.isStopped) {
      ids.forEach(id => this._removing.push({ sink, id }));
      this._pace.settled();
    }
  }

  /** From now on this page sends what is its own, from memory. */
  private _break(isStranger: boolean): void {
    this._pace.stop();
    // Another tab may still have what this one has lost.
    this._election.close();
    this._release();
    this._database.close();
    const { listener } = this._options;
    for (const [sink, records] of this._own.bySink) {
      if (isStranger) {
        const ids = records.map(({ id }) => id);
        this._own.remove(sink, ids);
      } else {
        this._hand(sink, records, true);
      }
    }
    listener.broken();
  }

  private _release(): void {
    const { listener } = this._options;
    this._held.take().forEach(([sink, ids]) => listener.release(sink, ids));
  }

  private readonly _tabs: Tabs;
  private readonly _election: Election;
  private readonly _work: Work;
  private readonly _pace: Pace;
  private readonly _own = new OwnEvents();

  private readonly _held = new Held();
  private readonly _groups = new Groups();
  private readonly _removing: Key[] = [];
}

function isFinal({ state }: ISettled): boolean {
  return !['queued', 'sending', 'waiting'].includes(state);
}
