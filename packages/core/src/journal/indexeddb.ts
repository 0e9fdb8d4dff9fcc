import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { openDB } from 'idb';
import type { IRecord } from '../types.js';
import { nameOf } from './groups.js';
import type { ISize } from './types.js';

/** An event as it lies on the device. */
export interface IKeptRow {
  readonly sink: string;
  readonly id: string;
  readonly record: IRecord;
  readonly bytes: number;

  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
}

/** Events that were kept together, by the name of their group. */
export type KeptGroups = ReadonlyMap<string, readonly IKeptRow[]>;

/** What is to be changed at once. */
export interface IChange {
  readonly added: KeptGroups;

  /** By group, the names of the events that go. */
  readonly removed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly limit: ISize;
}

interface ILayout extends DBSchema {
  groups: { key: string; value: readonly IKeptRow[] };
  meta: { key: string; value: unknown };
}

/** Whose the rows are, and how much there is. */
interface IState extends ISize {
  readonly person: string;
}

/** Who sends where the browser has no locks, and until when. */
interface ILease {
  readonly tab: string;
  readonly until: number;
}

type Transaction = IDBPTransaction<ILayout, ('groups' | 'meta')[], 'readwrite'>;

/** What becomes of a row; null is that it goes. */
type Revise = (row: IKeptRow, group: string) => IKeptRow | null;

const VERSION = 1;
const NOTHING: ISize = { count: 0, bytes: 0 };

/** The device holds what another person has left there, or another has come. */
export class PersonError extends Error {}

/**
 * The rows of one person in IndexedDB, one transaction a method. What is kept
 * together is one value: requests are what costs a page its time.
 *
 * All reject when the browser denies storage or takes it away, and with
 * PersonError once another person has opened the same database.
 */
export class Database {
  private constructor(
    private readonly _database: IDBPDatabase<ILayout>,
    private readonly _person: string
  ) {}

  /** Open, and delete what another person has left. */
  static async open(
    name: string,
    person: string,
    gone: () => void
  ): Promise<Database> {
    const database = await openDB<ILayout>(name, VERSION, {
      upgrade: fresh => {
        fresh.createObjectStore('groups');
        fresh.createObjectStore('meta');
      },
      // Somebody deletes the database: whoever holds it would keep it alive.
      blocking: () => {
        database.close();
        gone();
      },
      terminated: gone
    });
    const change = writing(database);
    const meta = change.objectStore('meta');
    const state = (await meta.get('state')) as IState | undefined;
    if (state?.person !== person) {
      await change.objectStore('groups').clear();
      await meta.clear();
      await meta.put({ person, count: 0, bytes: 0 }, 'state');
    }
    await change.done;
    return new Database(database, person);
  }

  /** Forget and keep; rows for which there is no room come back. */
  async change({ added, removed, limit }: IChange): Promise<IKeptRow[]> {
    return this._change(async (change, before) => {
      let total = await revise(change, before, removed.keys(), (row, group) =>
        removed.get(group)?.has(nameOf(row)) ? null : row
      );
      const refused: IKeptRow[] = [];
      for (const [group, rows] of added) {
        const fitting = rows.filter(row => {
          const after = plus(total, row, 1);
          const fits = after.count <= limit.count && after.bytes <= limit.bytes;
          total = fits ? after : total;
          return fits || !refused.push(row);
        });
        if (fitting.length > 0) {
          quiet(change.objectStore('groups').put(fitting, group));
        }
      }
      return [total, refused];
    });
  }

  /** All groups, after rows from before a time were taken out. */
  async load(since: number): Promise<{ groups: KeptGroups; old: IKeptRow[] }> {
    return this._change(async change => {
      const store = change.objectStore('groups');
      const [keys, values] = await Promise.all([
        store.getAllKeys(),
        store.getAll()
      ]);
      const groups = new Map(keys.map((key, index) => [key, values[index]]));
      const all = values.flat();
      const total = all.reduce((sum, row) => plus(sum, row, 1), NOTHING);
      const isOld = (row: IKeptRow): boolean => row.at < since;
      const old = all.filter(isOld);
      const stale = keys.filter(key => groups.get(key)?.some(isOld));
      const after = await revise(change, total, stale, row =>
        isOld(row) ? null : row
      );
      return [after, { groups, old }];
    });
  }

  /** Put events in the place of those with their ids, if they are there. */
  async replace(
    sink: string,
    records: readonly IRecord[],
    groups: ReadonlySet<string>
  ): Promise<void> {
    const byId = new Map(records.map(record => [record.id, record]));
    return this._change(async (change, total) => {
      const after = await revise(change, total, groups, row => {
        const record = row.sink === sink ? byId.get(row.id) : undefined;
        return record ? { ...row, record } : row;
      });
      return [after, undefined];
    });
  }

  /** Forget all events of some schemas. */
  async forget(schemaIds: readonly string[]): Promise<void> {
    return this._change(async (change, total) => {
      const all = await change.objectStore('groups').getAllKeys();
      const after = await revise(change, total, all, row =>
        schemaIds.includes(row.record.schema_id) ? null : row
      );
      return [after, undefined];
    });
  }

  /** Become the tab that sends, or stay it, unless another is. */
  async lease(tab: string, now: number, length: number): Promise<boolean> {
    return this._change(async (change, total) => {
      const meta = change.objectStore('meta');
      const lease = (await meta.get('sender')) as ILease | undefined;
      const isFree = !lease || lease.tab === tab || lease.until <= now;
      if (isFree) {
        quiet(meta.put({ tab, until: now + length }, 'sender'));
      }
      return [total, isFree];
    });
  }

  /** Close. What is being written is still written. */
  close(): void {
    this._database.close();
  }

  /** Run one transaction, which also keeps count of how much there is. */
  private async _change<T>(
    make: (change: Transaction, total: ISize) => Promise<[ISize, T]>
  ): Promise<T> {
    const change = writing(this._database);
    try {
      const meta = change.objectStore('meta');
      const before = (await meta.get('state')) as IState | undefined;
      if (before?.person !== this._person) {
        throw new PersonError('another person has come');
      }
      const [{ count, bytes }, made] = await make(change, before);
      if (count !== before.count || bytes !== before.bytes) {
        quiet(meta.put({ person: this._person, count, bytes }, 'state'));
      }
      await change.done;
      return made;
    } catch (error) {
      abort(change);
      throw error;
    }
  }
}

/** Change some groups row by row; the result is how much there is then. */
async function revise(
  change: Transaction,
  before: ISize,
  groups: Iterable<string>,
  become: Revise
): Promise<ISize> {
  const store = change.objectStore('groups');
  let total = before;
  const found = [...groups].map(async group => {
    const rows = (await store.get(group)) ?? [];
    const left = rows.flatMap(row => {
      const after = become(row, group);
      total = after === null ? plus(total, row, -1) : total;
      return after ?? [];
    });
    if (left.length === 0) {
      quiet(store.delete(group));
    } else if (left.some((row, index) => row !== rows[index])) {
      quiet(store.put(left, group));
    }
  });
  await Promise.all(found);
  return total;
}

/** The transaction tells of it: a request's own failure would be told twice. */
function quiet(request: Promise<unknown>): void {
  request.catch(() => undefined);
}

function writing(database: IDBPDatabase<ILayout>): Transaction {
  // A crash of the page is survived by far less than an fsync.
  const options = { durability: 'relaxed' } as const;
  return database.transaction(['groups', 'meta'], 'readwrite', options);
}

function abort(change: Transaction): void {
  change.done.catch(() => undefined);
  try {
    change.abort();
  } catch {
    // It has ended already.
  }
}

function plus({ count, bytes }: ISize, row: IKeptRow, times: 1 | -1): ISize {
  return { count: count + times, bytes: bytes + times * row.bytes };
}
