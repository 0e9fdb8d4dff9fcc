import { uuid } from '../ids.js';
import type { IRecord } from '../types.js';
import { Database, PersonError } from './indexeddb.js';
import { Held } from './held.js';
import { bytesOf } from './memory.js';
import { OwnEvents } from './own.js';
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
    // What is emitted together is written together.
    this._work.once('write', () => this._write());
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
    this._remove(sink, gone);
    if (changed.length > 0) {
      this._work.add(() => this._database.replace(sink, changed));
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
    await this._work.done;
    if (!this._election.isSender) {
      this._tabs.post({ hurry: true });
    }
  }

  close(): void {
    this._election.close();
    // What waits to be written is still written.
    void this._work.done.then(() => {
      this._tabs.close();
      this._database.close();
    });
  }

  private async _write(): Promise<void> {
    const { limit, listener } = this._options;
    const rows = this._own.takeUnwritten();
    const refused = new Set(await this._database.add(rows, limit));
    this._own.written();
    for (const { sink, record } of refused) {
      this._own.remove(sink, [record.id]);
      listener.lost(sink, record, 'full');
    }
    await this._election.run();
    // What was forgotten meanwhile is gone from the device, too.
    const kept = rows.flatMap(({ sink, id }) => {
      const record = this._own.get(sink, id);
      return record ? [[sink, record] as const] : [];
    });
    if (!this._election.isSender) {
      this._tabs.post({ rows: kept });
      return;
    }
    bySink(kept).forEach((some, sink) => this._hand(sink, some, true));
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
    const { rows, old } = await this._database.load(ports.now() - MAX_AGE);
    old.forEach(row => listener.lost(row.sink, row.record, 'expired'));
    const others = rows.filter(row => !this._held.has(row.sink, row.id));
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
    const { rows = [], settled = [], losses = [], forget, hurry } = message;
    settled.forEach(([sink, one]) => this._settled(sink, one));
    this._passLosses(new Set(settled.map(([sink]) => sink)));
    if (forget) {
      this._own.forget(forget);
      listener.forgotten(forget);
    }
    if (this._election.isSender) {
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
      this._removing.push(...ids.map((id): [string, string] => [sink, id]));
      this._work.once('remove', async () => {
        await this._database.remove(this._removing.splice(0));
        await this._election.run();
      });
    }
  }

  /** From now on this page sends what is its own, from memory. */
  private _break(isStranger: boolean): void {
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
  private readonly _own = new OwnEvents();

  private readonly _held = new Held();
  private readonly _removing: [string, string][] = [];
}

function isFinal({ state }: ISettled): boolean {
  return !['queued', 'sending', 'waiting'].includes(state);
}
