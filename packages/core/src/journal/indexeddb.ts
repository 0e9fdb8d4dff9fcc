import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { openDB } from 'idb';
import type { IRecord } from '../types.js';
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

interface ILayout extends DBSchema {
  rows: { key: [string, string]; value: IKeptRow };
  meta: { key: string; value: unknown };
}

/** Who sends where the browser has no locks, and until when. */
interface ILease {
  readonly tab: string;
  readonly until: number;
}

type Transaction = IDBPTransaction<ILayout, ('rows' | 'meta')[], 'readwrite'>;

const VERSION = 1;

/** The device holds what another person has left there, or another has come. */
export class PersonError extends Error {}

/**
 * The rows of one person in IndexedDB, one transaction a method.
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
        fresh.createObjectStore('rows', { keyPath: ['sink', 'id'] });
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
    if ((await meta.get('person')) !== person) {
      await change.objectStore('rows').clear();
      await meta.clear();
      await meta.put(person, 'person');
    }
    await change.done;
    return new Database(database, person);
  }

  /** Keep rows; those for which there is no room come back. */
  async add(rows: readonly IKeptRow[], limit: ISize): Promise<IKeptRow[]> {
    return this._change(async (change, total) => {
      const refused: IKeptRow[] = [];
      for (const row of rows) {
        const count = total.count + 1;
        const bytes = total.bytes + row.bytes;
        if (count > limit.count || bytes > limit.bytes) {
          refused.push(row);
        } else {
          total = { count, bytes };
          quiet(change.objectStore('rows').put(row));
        }
      }
      return [total, refused];
    });
  }

  /** All rows in order, after those from before a time were taken out. */
  async load(since: number): Promise<{ rows: IKeptRow[]; old: IKeptRow[] }> {
    return this._change(async change => {
      const store = change.objectStore('rows');
      const all = (await store.getAll()).sort(byAge);
      const old = all.filter(row => row.at < since);
      const rows = all.filter(row => row.at >= since);
      old.forEach(row => quiet(store.delete([row.sink, row.id])));
      return [totalOf(rows), { rows, old }];
    });
  }

  /** Forget events by sink and id. */
  async remove(keys: readonly [string, string][]): Promise<void> {
    return this._change(async (change, total) => {
      const store = change.objectStore('rows');
      const found = await Promise.all(keys.map(key => store.get(key)));
      const rows = found.filter(row => row !== undefined);
      rows.forEach(row => quiet(store.delete([row.sink, row.id])));
      return [less(total, rows), undefined];
    });
  }

  /** Put events in the place of those with their ids, if they are there. */
  async replace(sink: string, records: readonly IRecord[]): Promise<void> {
    return this._change(async (change, total) => {
      const store = change.objectStore('rows');
      for (const record of records) {
        const row = await store.get([sink, record.id]);
        if (row) {
          quiet(store.put({ ...row, record }));
        }
      }
      return [total, undefined];
    });
  }

  /** Forget all events of some schemas. */
  async forget(schemaIds: readonly string[]): Promise<void> {
    return this._change(async (change, total) => {
      const store = change.objectStore('rows');
      const all = await store.getAll();
      const rows = all.filter(row => schemaIds.includes(row.record.schema_id));
      rows.forEach(row => quiet(store.delete([row.sink, row.id])));
      return [less(total, rows), undefined];
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
      const [person, total] = await Promise.all([
        meta.get('person'),
        meta.get('total')
      ]);
      if (person !== this._person) {
        throw new PersonError('another person has come');
      }
      const before = (total ?? { count: 0, bytes: 0 }) as ISize;
      const [after, made] = await make(change, before);
      quiet(meta.put(after, 'total'));
      await change.done;
      return made;
    } catch (error) {
      abort(change);
      throw error;
    }
  }
}

/** The transaction tells of it: a request's own failure would be told twice. */
function quiet(request: Promise<unknown>): void {
  request.catch(() => undefined);
}

function writing(database: IDBPDatabase<ILayout>): Transaction {
  // A crash of the page is survived by far less than an fsync.
  const options = { durability: 'relaxed' } as const;
  return database.transaction(['rows', 'meta'], 'readwrite', options);
}

function abort(change: Transaction): void {
  change.done.catch(() => undefined);
  try {
    change.abort();
  } catch {
    // It has ended already.
  }
}

function byAge(one: IKeptRow, other: IKeptRow): number {
  return one.at - other.at || one.record.sequence - other.record.sequence;
}

function totalOf(rows: readonly IKeptRow[]): ISize {
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  return { count: rows.length, bytes };
}

function less(total: ISize, rows: readonly IKeptRow[]): ISize {
  const gone = totalOf(rows);
  return { count: total.count - gone.count, bytes: total.bytes - gone.bytes };
}
