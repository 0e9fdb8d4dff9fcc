import type { IRecord } from '../types.js';

/** How much fits into something. */
export interface ISize {
  readonly count: number;
  readonly bytes: number;
}

/** Events on their way to one sink, in order. */
export interface IJournal {
  /** How many events wait. */
  readonly size: number;

  /** Add an event, or tell why it does not fit. */
  append(record: IRecord): 'full' | 'too-large' | null;

  /** The oldest events that fit into a limit, at least one if there is any. */
  read(limit: ISize): IRecord[];

  /** Forget events by their ids. */
  remove(ids: Iterable<string>): void;

  /** Replace each event by what a changed policy leaves of it, or nothing. */
  revise(change: (record: IRecord) => IRecord | null): void;
}
