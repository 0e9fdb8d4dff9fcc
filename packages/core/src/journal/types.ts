import type { IReport, LossReason } from '../losses.js';
import type { Status } from '../reasons.js';
import type { IRecord, RowState } from '../types.js';

/** How much fits into something. */
export interface ISize {
  readonly count: number;
  readonly bytes: number;
}

/** What became of one event. */
export interface ISettled {
  readonly id: string;
  readonly state: RowState;
  readonly status?: Status;
}

/**
 * Events that outlive their page, shared by a person's tabs at one server. One
 * of the tabs sends them.
 *
 * Nothing here throws or is waited for: what goes wrong with the device comes
 * back as events to be sent from memory.
 */
export interface IStore {
  /** Keep an event of this page. */
  add(sink: string, record: IRecord): void;

  /** An event on its way to its sink got further; settled ones are forgotten. */
  progress(sink: string, settled: ISettled): void;

  /** A changed policy or consent has taken events away, and changed others. */
  revised(
    sink: string,
    gone: readonly string[],
    changed: readonly IRecord[]
  ): void;

  /** Forget all events of some schemas, in all tabs. */
  forget(schemaIds: readonly string[]): void;

  /** This page's events that nobody has settled, those first that could be lost. */
  own(sink: string): IRecord[];

  /** Settles when all that was added is kept; asks the tab that sends to do so. */
  flush(): Promise<void>;

  /** Let go; what is kept stays. */
  close(): void;
}

/** What a store tells those whose events it keeps. */
export interface IStoreListener {
  /** Send these from this page; others' have not seen this page's policy. */
  send(sink: string, records: readonly IRecord[], isOwn: boolean): void;

  /** Another tab sends them now. */
  release(sink: string, ids: readonly string[]): void;

  /** An event of this page got further in another tab. */
  progress(sink: string, record: IRecord, settled: ISettled): void;

  /** An event had no place, or waited too long. */
  lost(sink: string, record: IRecord, reason: LossReason): void;

  /** What this page has lost since it was last asked, for the tab that sends. */
  losses(sink: string): readonly IReport[];

  /** What another tab has lost. */
  report(sink: string, reports: readonly IReport[]): void;

  /** Another tab was told to forget these schemas. */
  forgotten(schemaIds: readonly string[]): void;

  /** Another tab asks for what waits to be sent now. */
  hurry(): void;

  /** The store can be used no more. */
  broken(): void;
}
