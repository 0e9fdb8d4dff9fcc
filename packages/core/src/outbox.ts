import type { Counters } from './counters.js';
import type { ILimits } from './lane.js';
import { Lane } from './lane.js';
import { Listeners } from './listeners.js';
import type { IPorts } from './ports.js';
import type { Status } from './reasons.js';
import type { ISink } from './sink.js';
import type { IRecord, RowState } from './types.js';

/** What an outbox needs. */
export interface IOutboxOptions {
  readonly sinks: readonly ISink[];
  readonly session: string;
  readonly ports: IPorts;
  readonly limits: ILimits;
  readonly counters: Counters;
}

/** Events that a sink refused for good. */
export interface IAside {
  readonly sink: string;
  readonly reason: string;
  readonly records: readonly IRecord[];
}

const MAX_ASIDE = 100;

/** Holds events that policy and consent let pass until their sinks have them. */
export class Outbox {
  constructor(options: IOutboxOptions) {
    const { sinks, counters, ...shared } = options;
    this._counters = counters;
    this._lanes = sinks.map(
      sink =>
        new Lane({
          ...shared,
          sink,
          progress: this._progress.bind(this),
          aside: (records, reason) => this._aside(sink.name, records, reason)
        })
    );
  }

  /** Those who follow events. */
  readonly listeners = new Listeners();

  /** The last batches that were refused as a whole. */
  get aside(): readonly IAside[] {
    return this._asides;
  }

  /** Why the first sink that fails does so, or null while all are well. */
  get failure(): string | null {
    const failing = this._lanes.find(one => one.dispatcher.failure !== null);
    return failing?.dispatcher.failure ?? null;
  }

  /** Take an event; `last` makes what a sink gets that nobody filters after. */
  append(record: IRecord, last: (sink: ISink) => IRecord | null): void {
    for (const lane of this._lanes) {
      const own = lane.sink.isLast ? last(lane.sink) : record;
      if (own !== null && lane.append(own)) {
        this._progress(own, 'queued');
      } else if (own !== null) {
        this._counters.count(own.schema_id, 'dropped');
      }
    }
  }

  /** Hold what waits against a changed policy or consent. */
  revise(change: (record: IRecord) => IRecord | null): void {
    this._lanes.forEach(lane => lane.revise(change));
  }

  /** Send what waits, until nothing is left or an attempt fails. */
  async flush(): Promise<void> {
    await Promise.all(this._lanes.map(lane => lane.dispatcher.flush()));
  }

  /** Begin requests that outlive the page. */
  flushLast(): void {
    this._lanes.forEach(lane => lane.dispatcher.flushLast());
  }

  /** Stop for good. */
  dispose(): void {
    this._lanes.forEach(lane => lane.dispatcher.dispose());
    this.listeners.clear();
  }

  private _aside(
    sink: string,
    records: readonly IRecord[],
    reason: string
  ): void {
    records.forEach(one => this._counters.count(one.schema_id, 'aside'));
    const aside = { sink, reason, records };
    this._asides = [...this._asides, aside].slice(-MAX_ASIDE);
  }

  private _progress(record: IRecord, state: RowState, status?: Status): void {
    if (status) {
      this._counters.count(record.schema_id, status);
    }
    this.listeners.tell(record, state, status);
  }

  private readonly _counters: Counters;
  private readonly _lanes: readonly Lane[];
  private _asides: readonly IAside[] = [];
}
