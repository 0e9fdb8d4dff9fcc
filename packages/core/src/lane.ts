import { Dispatcher } from './dispatch/dispatcher.js';
import type { Progress } from './dispatch/dispatcher.js';
import { MemoryJournal } from './journal/memory.js';
import type { ISize } from './journal/types.js';
import { Losses } from './losses.js';
import type { IPorts } from './ports.js';
import type { ISink } from './sink.js';
import type { IRecord } from './types.js';

/** How much is held, sent at once, and waited for. */
export interface ILimits {
  /** What a journal holds. */
  readonly journal: ISize;

  /** What one request holds; a larger event is never sent. */
  readonly batch: ISize;

  /** What a request that outlives its page holds. */
  readonly keepaliveBytes: number;

  /** How many events wait for a policy's tools to be loaded. */
  readonly waiting: number;

  /** Milliseconds that an event waits for company. */
  readonly linger: number;
}

/** The server takes 1,000 events and 1 MiB; the rest is for the envelope. */
export const LIMITS: ILimits = {
  journal: { count: 10_000, bytes: 8 << 20 },
  batch: { count: 1_000, bytes: (1 << 20) - (64 << 10) },
  // Browsers allow 64 KiB for all such requests together.
  keepaliveBytes: 60_000,
  waiting: 1_000,
  linger: 500
};

/** What a lane needs. */
export interface ILaneOptions {
  readonly sink: ISink;
  readonly session: string;
  readonly ports: IPorts;
  readonly limits: ILimits;
  readonly progress: Progress;

  /** Called with a batch that was refused as a whole. */
  readonly aside: (batch: readonly IRecord[], reason: string) => void;
}

/** The way of events from the journal to one sink. */
export class Lane {
  constructor(options: ILaneOptions) {
    const { limits, session, ...shared } = options;
    this.sink = options.sink;
    this._losses = new Losses(session);
    this._journal = new MemoryJournal(limits.journal, limits.batch.bytes);
    this.dispatcher = new Dispatcher({
      ...shared,
      ...limits,
      journal: this._journal,
      losses: this._losses
    });
  }

  readonly sink: ISink;
  readonly dispatcher: Dispatcher;

  /** Whether the event has a place; one that has none is reported as lost. */
  append(record: IRecord): boolean {
    const problem = this._journal.append(record);
    if (problem !== null) {
      this._losses.add(record.sequence, problem);
      return false;
    }
    this.dispatcher.notify();
    return true;
  }

  /** Hold what waits against a changed policy or consent. */
  revise(change: (record: IRecord) => IRecord | null): void {
    this._journal.revise(change);
    this.dispatcher.shrunk();
  }

  private readonly _journal: MemoryJournal;
  private readonly _losses: Losses;
}
