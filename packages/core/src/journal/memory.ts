import type { IRecord } from '../types.js';
import type { ISize } from './types.js';

/** An event and its bytes in a batch. */
export interface IRow {
  readonly record: IRecord;
  readonly bytes: number;
}

/**
 * Events on their way to one sink, in order; lost with the page.
 *
 * A full one refuses new events and keeps those that it accepted.
 */
export class MemoryJournal {
  constructor(
    private readonly _limit: ISize,
    private readonly _maxEvent: number
  ) {}

  /** How many events wait. */
  get size(): number {
    return this._rows.size;
  }

  /** Add an event, or tell why it does not fit. */
  append(record: IRecord): 'full' | 'too-large' | null {
    const bytes = bytesOf(record);
    if (bytes > this._maxEvent) {
      return 'too-large';
    }
    if (
      this._rows.size >= this._limit.count ||
      this._bytes + bytes > this._limit.bytes
    ) {
      return 'full';
    }
    this._put({ record, bytes });
    return null;
  }

  /** Add an event that is kept elsewhere too, where it has its place. */
  put(record: IRecord): void {
    this._put({ record, bytes: bytesOf(record) });
  }

  /** Whether an event waits here. */
  has(id: string): boolean {
    return this._rows.has(id);
  }

  /** The oldest events that fit into a limit, at least one if there is any. */
  read(limit: ISize): IRecord[] {
    return fitting(this._rows.values(), limit);
  }

  /** All events, oldest first. */
  get records(): IRecord[] {
    return [...this._rows.values()].map(({ record }) => record);
  }

  /** Forget events by their ids. */
  remove(ids: Iterable<string>): void {
    for (const id of ids) {
      this._bytes -= this._rows.get(id)?.bytes ?? 0;
      this._rows.delete(id);
    }
  }

  private _put(row: IRow): void {
    this._bytes += row.bytes - (this._rows.get(row.record.id)?.bytes ?? 0);
    this._rows.set(row.record.id, row);
  }

  // A Map keeps the order in which rows came.
  private readonly _rows = new Map<string, IRow>();
  private _bytes = 0;
}

/** Bytes of an event in a batch; who has asked once may ask again. */
export function bytesOf(record: IRecord): number {
  let bytes = BYTES.get(record);
  if (bytes === undefined) {
    const text = JSON.stringify(record);
    // One more for the comma between events.
    bytes = (ASCII.test(text) ? text.length : ENCODER.encode(text).length) + 1;
    BYTES.set(record, bytes);
  }
  return bytes;
}

const BYTES = new WeakMap<IRecord, number>();
// Most are, and then there is nothing to encode.
const ASCII = /^[\x20-\x7e]*$/;
const ENCODER = new TextEncoder();

/** The first events that fit into a limit, at least one if there is any. */
export function fitting(rows: Iterable<IRow>, limit: ISize): IRecord[] {
  const batch: IRecord[] = [];
  let total = 0;
  for (const { record, bytes } of rows) {
    total += bytes;
    if (
      batch.length > 0 &&
      (total > limit.bytes || batch.length >= limit.count)
    ) {
      break;
    }
    batch.push(record);
  }
  return batch;
}
