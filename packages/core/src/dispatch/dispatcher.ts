import type { MemoryJournal } from '../journal/memory.js';
import type { ISize } from '../journal/types.js';
import type { IReport, LossReason, Losses } from '../losses.js';
import type { IPorts } from '../ports.js';
import type { Status } from '../reasons.js';
import type { ISink } from '../sink.js';
import type { IRecord, RowState } from '../types.js';
import { backoff } from './backoff.js';
import type { Outcome } from './outcome.js';

/** What a dispatcher tells of an event. */
export type Progress = (
  record: IRecord,
  state: RowState,
  status?: Status
) => void;

/** What a dispatcher needs. */
export interface IDispatcherOptions {
  readonly sink: ISink;
  readonly journal: MemoryJournal;
  readonly losses: Losses;
  readonly ports: IPorts;
  readonly batch: ISize;

  /** Milliseconds to wait for company before a batch is sent. */
  readonly linger: number;

  /** Milliseconds from one batch to the next while events keep coming. */
  readonly pace: number;
  readonly progress: Progress;

  /** Whose events these are, as the server knows the person. */
  readonly person: () => string | null;

  /** Called with a batch that was refused as a whole. */
  readonly aside: (batch: readonly IRecord[], reason: string) => void;
}

/** Why a sink takes nothing, and since when in milliseconds since 1970. */
export interface IFailure {
  readonly reason: string;
  readonly since: number;
}

/**
 * Brings a journal's events to one sink, in order, one batch at a time.
 *
 * Events leave the journal when the sink has taken or refused them, never
 * before. While the journal is empty no timer runs.
 */
export class Dispatcher {
  constructor(private readonly _options: IDispatcherOptions) {
    this._count = _options.batch.count;
  }

  /** Why the last attempt failed and since when none succeeds; null while all is well. */
  get failure(): IFailure | null {
    return this._failure;
  }

  /** Send soon. Call it after the journal has grown. */
  notify(): void {
    if (!this._cancel && !this._sending && !this._isHeld) {
      const { linger, pace, ports } = this._options;
      const rest = this._begun + pace - ports.now();
      // A clock that was set back must not make it long.
      this._wait(Math.max(linger, Math.min(rest, pace)));
    }
  }

  /** Call it after the journal has shrunk. */
  shrunk(): void {
    if (this._options.journal.size === 0) {
      this._stopWaiting();
    }
  }

  /** Send now, until nothing is left or an attempt fails. */
  async flush(): Promise<void> {
    // Let a batch that is on its way end first: order counts.
    await this._sending;
    await this._run();
  }

  /** Send some events in a request that outlives the page. */
  sendLast(records: readonly IRecord[]): void {
    if (records.length > 0 && !this._isHeld) {
      void this._attempt(records, true);
    }
  }

  /** Send nothing until `resume`. What is in the journal stays there. */
  hold(): void {
    this._isHeld = true;
    this._stopWaiting();
  }

  /** Go on after `hold`. */
  resume(): void {
    if (this._isHeld) {
      this._isHeld = false;
      this._notifyIfAny();
    }
  }

  private _run(): Promise<void> {
    this._stopWaiting();
    this._sending ??= this._drain().finally(() => {
      this._sending = null;
      // What came after the last read has had no one to wait for it.
      this._notifyIfAny();
    });
    return this._sending;
  }

  private _notifyIfAny(): void {
    if (this._options.journal.size > 0) {
      this.notify();
    }
  }

  private async _drain(): Promise<void> {
    const { journal, batch } = this._options;
    for (;;) {
      const limit = { count: this._count, bytes: batch.bytes };
      const records = this._isHeld ? [] : journal.read(limit);
      if (records.length === 0) {
        this._count = batch.count;
        return;
      }
      if (!(await this._attempt(records, false))) {
        return;
      }
    }
  }

  /** Whether the next batch may follow at once. */
  private async _attempt(
    records: readonly IRecord[],
    keepalive: boolean
  ): Promise<boolean> {
    const { sink, losses, person, progress } = this._options;
    const report = losses.take();
    this._begun = this._options.ports.now();
    records.forEach(record => progress(record, 'sending'));
    let outcome: Outcome;
    try {
      outcome = await sink.send(records, {
        keepalive,
        report,
        person: person() ?? undefined
      });
    } catch {
      outcome = { kind: 'retry', reason: 'the request failed' };
    }
    this._forget(outcome, report);
    return this._settle(records, outcome);
  }

  private _forget(outcome: Outcome, report: readonly IReport[]): void {
    if (outcome.kind !== 'delivered') {
      this._options.losses.restore(report);
    }
  }

  private _settle(records: readonly IRecord[], outcome: Outcome): boolean {
    switch (outcome.kind) {
      case 'delivered':
        this._failure = null;
        this._failures = 0;
        records.forEach((record, index) =>
          this._settleOne(record, outcome.results?.[index].status)
        );
        this._remove(records);
        return true;
      case 'split':
        if (records.length > 1) {
          this._count = Math.ceil(records.length / 2);
          return true;
        }
        return this._aside(records, 'HTTP 413', 'too-large');
      case 'aside':
        return this._aside(records, outcome.reason, 'refused');
      case 'retry':
        this._fail(outcome.reason);
        this._retry(records, outcome.after);
        return false;
    }
  }

  private _settleOne(record: IRecord, status: Status | undefined): void {
    const isStored = status === 'stored' || status === 'duplicate';
    const taken = this._options.sink.confirms === false ? 'sent' : 'delivered';
    const state = status === undefined ? taken : 'stored';
    const isTaken = status === undefined || isStored;
    this._options.progress(record, isTaken ? state : 'refused', status);
  }

  private _aside(
    records: readonly IRecord[],
    reason: string,
    lost: LossReason
  ): boolean {
    this._fail(reason);
    for (const { session, sequence } of records) {
      this._options.losses.add(session, sequence, lost);
    }
    records.forEach(record => this._options.progress(record, 'refused'));
    this._remove(records);
    this._options.aside(records, reason);
    return true;
  }

  private _fail(reason: string): void {
    const since = this._failure?.since ?? this._options.ports.now();
    this._failure = { reason, since };
  }

  private _retry(records: readonly IRecord[], after = 0): void {
    records.forEach(record => this._options.progress(record, 'waiting'));
    if (this._isHeld || this._options.journal.size === 0) {
      return;
    }
    const [byte] = this._options.ports.random(1);
    this._stopWaiting();
    this._wait(backoff(this._failures++, byte / 255, after));
  }

  private _remove(records: readonly IRecord[]): void {
    this._options.journal.remove(records.map(({ id }) => id));
  }

  private _wait(milliseconds: number): void {
    this._cancel = this._options.ports.delay(milliseconds, () => {
      this._cancel = null;
      void this._run();
    });
  }

  private _stopWaiting(): void {
    this._cancel?.();
    this._cancel = null;
  }

  private _count: number;
  private _begun = -Infinity;
  private _failures = 0;
  private _failure: IFailure | null = null;
  private _sending: Promise<void> | null = null;
  private _cancel: (() => void) | null = null;
  private _isHeld = false;
}
