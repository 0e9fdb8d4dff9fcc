import type { IRecord } from '../types.js';
import type { IJournal, ISize } from './types.js';

interface IRow {
  readonly record: IRecord;
  readonly bytes: number;
}

/**
 * A journal that is lost with the page.
 *
 * A full one refuses new events and keeps those that it accepted.
 */
export class MemoryJournal implements IJournal {
  constructor(
    private readonly _limit: ISize,
    private readonly _maxEvent: number
  ) {}

  get size(): number {
    return this._rows.size;
  }

  append(record: IRecord): 'full' | 'too-large' | null {
    const row = toRow(record);
    if (row.bytes > this._maxEvent) {
      return 'too-large';
    }
    if (
      this._rows.size >= this._limit.count ||
      this._bytes + row.bytes > this._limit.bytes
    ) {
      return 'full';
    }
    this._put(row);
    return null;
  }

  read(limit: ISize): IRecord[] {
    const batch: IRecord[] = [];
    let bytes = 0;
    for (const row of this._rows.values()) {
      bytes += row.bytes;
      if (
        batch.length > 0 &&
        (bytes > limit.bytes || batch.length >= limit.count)
      ) {
        break;
      }
      batch.push(row.record);
    }
    return batch;
  }

  remove(ids: Iterable<string>): void {
    for (const id of ids) {
      this._bytes -= this._rows.get(id)?.bytes ?? 0;
      this._rows.delete(id);
    }
  }

  revise(change: (record: IRecord) => IRecord | null): void {
    const rows = [...this._rows.values()];
    this._rows.clear();
    this._bytes = 0;
    for (const { record } of rows) {
      const changed = change(record);
      if (changed !== null) {
        this._put(toRow(changed));
      }
    }
  }

  private _put(row: IRow): void {
    this._rows.set(row.record.id, row);
    this._bytes += row.bytes;
  }

  // A Map keeps the order in which rows came.
  private readonly _rows = new Map<string, IRow>();
  private _bytes = 0;
}

function toRow(record: IRecord): IRow {
  // One more for the comma between events.
  const bytes = new TextEncoder().encode(JSON.stringify(record)).length + 1;
  return { record, bytes };
}
