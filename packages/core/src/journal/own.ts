import type { IRecord } from '../types.js';
import type { IKeptRow } from './indexeddb.js';

/** What one page has emitted and nobody has settled. */
export class OwnEvents {
  /** Take an event that is not kept yet. */
  add(row: IKeptRow): void {
    this.hold(row.sink, row.record);
    this._unwritten.push(row);
  }

  /** Take an event that is to be kept nowhere but here. */
  hold(sink: string, record: IRecord): void {
    this._of(sink).set(record.id, record);
  }

  /** An event by its id, or undefined. */
  get(sink: string, id: string): IRecord | undefined {
    return this._of(sink).get(id);
  }

  /** All events of a sink, those first that only this page has. */
  list(sink: string): IRecord[] {
    const unkept = new Set(
      [...this._writing, ...this._unwritten].map(row => row.id)
    );
    const all = [...this._of(sink).values()];
    return [
      ...all.filter(({ id }) => unkept.has(id)),
      ...all.filter(({ id }) => !unkept.has(id))
    ];
  }

  /** All events, by sink. */
  get bySink(): [string, IRecord[]][] {
    return [...this._own].map(([sink, own]) => [sink, [...own.values()]]);
  }

  /** The events that are to be written now. */
  takeUnwritten(): IKeptRow[] {
    this._writing = this._unwritten;
    this._unwritten = [];
    return this._writing;
  }

  /** What was to be written has been, or never will be. */
  written(): void {
    this._writing = [];
  }

  /** Put an event in the place of the one with its id, if it is there. */
  replace(sink: string, record: IRecord): void {
    if (this.get(sink, record.id)) {
      this._of(sink).set(record.id, record);
    }
    this._unwritten = this._unwritten.map(row =>
      row.sink === sink && row.id === record.id ? { ...row, record } : row
    );
  }

  /** Forget events by their ids. */
  remove(sink: string, ids: readonly string[]): void {
    ids.forEach(id => this._of(sink).delete(id));
    this._unwritten = this._unwritten.filter(row =>
      this._of(row.sink).has(row.id)
    );
  }

  /** Forget all events of some schemas. */
  forget(schemaIds: readonly string[]): void {
    for (const [sink, records] of this.bySink) {
      const gone = records.filter(one => schemaIds.includes(one.schema_id));
      const ids = gone.map(({ id }) => id);
      this.remove(sink, ids);
    }
  }

  private _of(sink: string): Map<string, IRecord> {
    let own = this._own.get(sink);
    if (!own) {
      own = new Map();
      this._own.set(sink, own);
    }
    return own;
  }

  private readonly _own = new Map<string, Map<string, IRecord>>();
  private _unwritten: IKeptRow[] = [];
  private _writing: IKeptRow[] = [];
}
