import { Asides } from './asides.js';
import type { IAside } from './asides.js';
import type { ITaken } from './compile.js';
import type { Counters } from './counters.js';
import type { IFailure } from './dispatch/dispatcher.js';
import type { ISettled } from './journal/types.js';
import type { IStorageOptions, StorageState } from './keeper.js';
import { Keeper } from './keeper.js';
import type { ILimits } from './lane.js';
import { Lane } from './lane.js';
import { Listeners } from './listeners.js';
import type { IPorts } from './ports.js';
import type { ISink } from './sink.js';
import type { IRecord } from './types.js';

/** What an outbox needs. */
export interface IOutboxOptions {
  readonly sinks: readonly ISink[];
  readonly ports: IPorts;
  readonly limits: ILimits;
  readonly counters: Counters;
  readonly storage: IStorageOptions | undefined;

  /** Whether an event may outlive its page. */
  readonly mayKeep: (record: IRecord) => boolean;

  /** What policy and consent leave of an event that waits for a sink. */
  readonly again: (record: IRecord, sink: ISink) => IRecord | null;

  /** Another tab was told that nothing of these schemas may be kept. */
  readonly forgotten: (schemaIds: readonly string[]) => void;
}

/** A sink that takes nothing at present. */
export interface IFailing extends IFailure {
  readonly sink: string;
}

/** Holds events that policy and consent let pass until their sinks have them. */
export class Outbox {
  constructor(private readonly _options: IOutboxOptions) {
    const { sinks, limits } = _options;
    this._asides = new Asides(_options.counters);
    sinks.forEach(sink => this.add(sink));
    this._keeper = new Keeper({
      ..._options,
      lanes: this._lanes,
      limit: limits.journal,
      progress: this._progress.bind(this)
    });
  }

  /** Those who follow events. */
  readonly listeners = new Listeners();

  /** The last batches that were refused as a whole. */
  get aside(): readonly IAside[] {
    return this._asides.all;
  }

  /** The sinks that take nothing at present, as far as this page sends. */
  get failing(): IFailing[] {
    return [...this._lanes].flatMap(
      ([
        sink,
        {
          dispatcher: { failure }
        }
      ]) => (failure ? { sink, ...failure } : [])
    );
  }

  /** Whether nobody filters behind one of the sinks. */
  get hasLast(): boolean {
    return [...this._lanes.values()].some(({ sink }) => sink.isLast);
  }

  /** Add a sink; it gets what is appended from now on. */
  add(sink: ISink): void {
    this._lanes.set(sink.name, this._lane(sink));
  }

  /** Take a sink away, with all that waits for it. */
  remove(name: string): void {
    this._revise(name, () => null);
    this._lanes.get(name)?.dispatcher.hold();
    this._lanes.delete(name);
  }

  /** Whether events outlive their page. */
  get storage(): StorageState {
    return this._keeper.state;
  }

  /** Take an event. */
  append({ record, last }: ITaken): void {
    for (const lane of this._lanes.values()) {
      const own = lane.sink.isLast ? last(lane.sink) : record;
      if (own !== null && this._append(lane, own)) {
        this.listeners.tell(own, lane.sink.name, 'queued');
      } else if (own !== null) {
        this._options.counters.count(own.schema_id, 'dropped');
      }
    }
  }

  /** Hold what waits against a changed policy or consent. */
  revise(change: (record: IRecord, sink: ISink) => IRecord | null): void {
    this._lanes.forEach(({ sink }, name) =>
      this._revise(name, record => change(record, sink))
    );
  }

  /** Whose events come from now on; those of another person are forgotten. */
  setPerson(person: string | null): void {
    if (person !== this._person) {
      this._person = person;
      this._keeper.close();
      this._lanes.forEach(lane => lane.clear());
    }
  }

  /** Keep events on the device from now on, or delete what is there. */
  keep(isAllowed: boolean): void {
    if (isAllowed && this._person !== null) {
      this._keeper.open(this._person);
    } else if (!isAllowed) {
      // What this page has not sent yet is still sent from memory.
      const own = [...this._lanes.entries()].map(
        ([name, lane]) => [lane, this._keeper.store?.own(name) ?? []] as const
      );
      this._keeper.purge();
      own.forEach(([lane, records]) => records.forEach(one => lane.send(one)));
    }
  }

  /** Nothing of some schemas may be kept or sent, in any tab. */
  forget(schemaIds: readonly string[]): void {
    this._keeper.store?.forget(schemaIds);
  }

  /** Send nothing until `resume`; what waits stays. */
  hold(): void {
    this._lanes.forEach(({ dispatcher }) => dispatcher.hold());
  }

  /** Go on after `hold`. */
  resume(): void {
    this._lanes.forEach(({ dispatcher }) => dispatcher.resume());
  }

  /** Send what waits, until nothing is left or an attempt fails. */
  async flush(): Promise<void> {
    await this._keeper.opened;
    await this._keeper.store?.flush();
    await Promise.all(
      [...this._lanes.values()].map(({ dispatcher }) => dispatcher.flush())
    );
  }

  /** Begin requests that outlive the page. */
  flushLast(): void {
    for (const [name, lane] of this._lanes) {
      lane.flushLast(this._keeper.store?.own(name) ?? []);
    }
    // The page may come back, or live long enough.
    void this._keeper.store?.flush();
  }

  /** Stop for good. */
  dispose(): void {
    this.hold();
    this._keeper.close();
    this.listeners.clear();
  }

  private _lane(sink: ISink): Lane {
    const { ports, limits } = this._options;
    return new Lane({
      sink,
      ports,
      limits,
      person: () => this._person,
      progress: (record, state, status) => {
        const settled = { id: record.id, state, status };
        this._keeper.store?.progress(sink.name, settled);
        this._progress(record, sink.name, settled);
      },
      aside: (records, reason) =>
        this._asides.add({ sink: sink.name, reason, records })
    });
  }

  private _revise(
    name: string,
    change: (record: IRecord) => IRecord | null
  ): void {
    const lane = this._lanes.get(name);
    const own = this._keeper.store?.own(name) ?? [];
    const gone: string[] = [];
    const changed: IRecord[] = [];
    for (const record of new Set([...(lane?.journal.records ?? []), ...own])) {
      const left = change(record);
      if (left === null) {
        gone.push(record.id);
      } else if (left !== record && !isSame(left, record)) {
        changed.push(left);
      }
    }
    this._keeper.store?.revised(name, gone, changed);
    lane?.revised(gone, changed);
  }

  private _append(lane: Lane, record: IRecord): boolean {
    const { store } = this._keeper;
    if (!store || !this._options.mayKeep(record)) {
      return lane.append(record);
    }
    const isFitting = lane.admits(record);
    if (isFitting) {
      store.add(lane.sink.name, record);
    }
    return isFitting;
  }

  private _progress(
    record: IRecord,
    sink: string,
    { state, status }: ISettled
  ): void {
    if (status) {
      this._options.counters.count(record.schema_id, status);
    }
    this.listeners.tell(record, sink, state, status);
  }

  private readonly _lanes = new Map<string, Lane>();
  private readonly _keeper: Keeper;
  private readonly _asides: Asides;
  private _person: string | null = null;
}

/** Redaction keeps the order of names. */
function isSame(one: IRecord, other: IRecord): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
