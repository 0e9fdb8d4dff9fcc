import type { Status } from './reasons.js';

/** A verdict, or a loss on the way: the queue was full, the server refused. */
export type Counted = Status | 'dropped' | 'aside';

/** How often each verdict fell, by schema. */
export class Counters {
  /** Count one event. */
  count(schemaId: string, counted: Counted): void {
    const counts = this._counts.get(schemaId) ?? new Map<Counted, number>();
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
    this._counts.set(schemaId, counts);
  }

  /** All counts so far. */
  snapshot(): Record<string, Partial<Record<Counted, number>>> {
    return Object.fromEntries(
      [...this._counts].map(([id, counts]) => [id, Object.fromEntries(counts)])
    );
  }

  private readonly _counts = new Map<string, Map<Counted, number>>();
}
