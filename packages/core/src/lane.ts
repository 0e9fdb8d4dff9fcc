import type { Progress } from './dispatch/dispatcher.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { MemoryJournal, bytesOf, fitting } from './journal/memory.js';
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

  /** Milliseconds between two requests while events keep coming. */
  readonly pace: number;
}

/** The server takes 1,000 events and 1 MiB; the rest is for the envelope. */
export const LIMITS: ILimits = {
  journal: { count: 10_000, bytes: 8 << 20 },
  batch: { count: 1_000, bytes: (1 << 20) - (64 << 10) },
  // Browsers allow 64 KiB for all such requests together.
  keepaliveBytes: 60_000,
  waiting: 1_000,
  linger: 500,
  // A request costs a page more than the events in it.
  pace: 2_000
};

/** What a lane needs. */
export interface ILaneOptions {
  readonly sink: ISink;
  readonly ports: IPorts;
  readonly limits: ILimits;
  readonly progress: Progress;

  /** Whose events these are, as the server knows the person. */
  readonly person: () => string | null;

  /** Called with a batch that was refused as a whole. */
  readonly aside: (batch: readonly IRecord[], reason: string) => void;
}

/** The way of events from the journal to one sink. */
export class Lane {
  constructor(private readonly _options: ILaneOptions) {
    const { limits } = _options;
    this.sink = _options.sink;
    this.journal = new MemoryJournal(limits.journal, limits.batch.bytes);
    this.dispatcher = new Dispatcher({
      ..._options,
      ...limits,
      journal: this.journal,
      losses: this.losses
    });
  }

  readonly sink: ISink;
  readonly journal: MemoryJournal;
  readonly losses = new Losses();
  readonly dispatcher: Dispatcher;

  /** Whether the event has a place; one that has none is reported as lost. */
  append(record: IRecord): boolean {
    const problem = this.journal.append(record);
    if (problem !== null) {
      this.losses.add(record.session, record.sequence, problem);
      return false;
    }
    this.dispatcher.notify();
    return true;
  }

  /** Whether an event could ever be sent; one that could not is reported. */
  admits(record: IRecord): boolean {
    const isFitting = bytesOf(record) <= this._options.limits.batch.bytes;
    if (!isFitting) {
      this.losses.add(record.session, record.sequence, 'too-large');
    }
    return isFitting;
  }

  /** Send an event that has its place elsewhere. */
  send(record: IRecord): void {
    this.journal.put(record);
    this.dispatcher.notify();
  }

  /** A changed policy or consent has taken events away, and changed others. */
  revised(gone: readonly string[], changed: readonly IRecord[]): void {
    changed
      .filter(({ id }) => this.journal.has(id))
      .forEach(one => this.journal.put(one));
    this.remove(gone);
  }

  /** Forget everything: another person has come. */
  clear(): void {
    this.losses.clear();
    this.remove(this.journal.records.map(({ id }) => id));
  }

  /** Let go of events. */
  remove(ids: readonly string[]): void {
    this.journal.remove(ids);
    this.dispatcher.shrunk();
  }

  /**
   * Begin a last request, with `first` before what waits here anyway, also with
   * what is on its way already: the page may take that request with it, and the
   * receiver knows repeats.
   */
  flushLast(first: readonly IRecord[]): void {
    const { batch, keepaliveBytes } = this._options.limits;
    const all = new Map(
      [...first, ...this.journal.records].map(one => [one.id, one])
    );
    const rows = [...all.values()].map(record => ({
      record,
      bytes: bytesOf(record)
    }));
    this.dispatcher.sendLast(
      fitting(rows, { count: batch.count, bytes: keepaliveBytes })
    );
  }
}
