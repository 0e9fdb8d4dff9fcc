import type { Counters } from './counters.js';
import type { IRecord } from './types.js';

/** Events that a sink refused for good. */
export interface IAside {
  readonly sink: string;
  readonly reason: string;
  readonly records: readonly IRecord[];
}

const MAX = 100;

/** The last batches that were refused as a whole. */
export class Asides {
  constructor(private readonly _counters: Counters) {}

  /** The batches, oldest first. */
  get all(): readonly IAside[] {
    return this._all;
  }

  /** Set a batch aside. */
  add(aside: IAside): void {
    aside.records.forEach(one => this._counters.count(one.schema_id, 'aside'));
    this._all = [...this._all, aside].slice(-MAX);
  }

  private _all: readonly IAside[] = [];
}
