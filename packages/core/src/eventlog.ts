import { Counters } from './counters.js';
import type { IEmitted } from './drafts.js';
import { makeDraft } from './drafts.js';
import type { LoadTools } from './filter.js';
import { Filter } from './filter.js';
import type { IGranted } from './gates.js';
import { uuid } from './ids.js';
import { JSONError } from './json.js';
import type { ILimits } from './lane.js';
import { LIMITS } from './lane.js';
import type { IAside } from './outbox.js';
import { Outbox } from './outbox.js';
import type { IPorts } from './ports.js';
import { systemPorts } from './ports.js';
import { Refusals } from './refusals.js';
import type { ISink } from './sink.js';
import { record } from './stages/record.js';
import { loadTools } from './tools.js';
import type { IDraft, IKept, ILiveRow, IRecord } from './types.js';
import type { IPolicyView } from './views.js';

/** What an event log needs. */
export interface IEventLogOptions {
  readonly sinks: readonly ISink[];

  /** Loads validation and hashes when something may first be collected. */
  readonly tools?: LoadTools;
  readonly ports?: IPorts;
  readonly limits?: Partial<ILimits>;
}

/**
 * Filters events by policy and consent, and brings what is left to the sinks.
 *
 * Without a policy it does nothing, loads nothing and keeps nothing.
 */
export class EventLog {
  constructor(options: IEventLogOptions) {
    this._ports = options.ports ?? systemPorts;
    this._limits = { ...LIMITS, ...options.limits };
    this._session = uuid(4, this._ports.random(16));
    this._filter = new Filter({
      session: this._session,
      ports: this._ports,
      loadTools: options.tools ?? loadTools,
      hasLast: options.sinks.some(sink => sink.isLast),
      ready: () => this._drain()
    });
    this._refusals = new Refusals(this.counters, this._ports.warn);
    this._outbox = new Outbox({
      sinks: options.sinks,
      session: this._session,
      ports: this._ports,
      limits: this._limits,
      counters: this.counters
    });
  }

  /** How often each verdict fell, by schema. */
  readonly counters = new Counters();

  /** The last batches that were refused as a whole. */
  get aside(): readonly IAside[] {
    return this._outbox.aside;
  }

  /** Why the first sink that fails does so, or null while all are well. */
  get failure(): string | null {
    return this._outbox.failure;
  }

  /** Whether a policy allows anything at all. */
  get enabled(): boolean {
    return this._filter.gates.size > 0;
  }

  /** Whether an event of a schema would be taken now. */
  isEnabled(schemaId: string): boolean {
    return this._filter.gates.get(schemaId) === 'open';
  }

  /** Take an event. Never throws; `data` is copied before this returns. */
  emit(
    schemaId: string,
    version: string | number,
    data: object,
    options: { readonly time?: string } = {}
  ): void {
    const gate = this._filter.gates.get(schemaId);
    if (gate === undefined) {
      return;
    }
    if (gate !== 'open') {
      this.counters.count(schemaId, gate);
      return;
    }
    try {
      this._take({ schemaId, version, data, time: options.time });
    } catch (error) {
      // Another error could quote a value.
      const known =
        error instanceof JSONError ? error.message : 'internal error';
      this._refusals.add(schemaId, { status: 'invalid', error: known });
    }
  }

  /** Change the policy; null is off, and forgets all that waits. */
  setPolicy(view: IPolicyView | null): void {
    this._filter.setPolicy(this._isDisposed ? null : view);
    this._forget();
    this._outbox.revise(record => this._again(record));
  }

  /** Change what the person has agreed to; what is withdrawn is forgotten. */
  setConsent(granted: IGranted): void {
    this._filter.setConsent(granted);
    this._forget();
    this._outbox.revise(record =>
      this.isEnabled(record.schema_id) ? record : null
    );
  }

  /** Follow events from the journal on. The result ends it. */
  subscribe(listener: (row: ILiveRow) => void): () => void {
    return this._outbox.listeners.add(listener);
  }

  /**
   * Send what waits. With `keepalive`, for a page that closes: as much as fits
   * into requests that outlive it, begun before this returns.
   */
  async flush(options: { readonly keepalive?: boolean } = {}): Promise<void> {
    if (options.keepalive) {
      this._outbox.flushLast();
      return;
    }
    await this._filter.loaded;
    await this._outbox.flush();
  }

  /** Stop for good; what was not sent is forgotten. */
  dispose(): void {
    this.setPolicy(null);
    this._isDisposed = true;
    this._outbox.dispose();
  }

  private _take(emitted: IEmitted): void {
    const draft = makeDraft(emitted, this._session, this._ports.now());
    if (this._filter.isReady) {
      this._process(draft);
    } else if (this._waiting.length < this._limits.waiting) {
      this._waiting.push(draft);
    } else {
      this.counters.count(draft.schema_id, 'dropped');
    }
  }

  private _process(draft: IDraft): void {
    const verdict = this._filter.hop(draft);
    if ('status' in verdict) {
      this._refusals.add(draft.schema_id, verdict);
      return;
    }
    const made = record(verdict, {
      now: this._ports.now(),
      session: this._session,
      sequence: ++this._sequence,
      random: this._ports.random
    });
    this._outbox.append(made, sink => this._final(sink, draft, made));
  }

  /** What a sink may have behind which nobody filters, or null. */
  private _final(sink: ISink, draft: IDraft, made: IRecord): IRecord | null {
    const verdict = this._filter.last(draft);
    if ('status' in verdict) {
      return null;
    }
    const { sinks, session } = verdict.entry;
    const unlinked = session === 'drop' ? { session: '', sequence: 0 } : {};
    return sinks?.includes(sink.name) === false
      ? null
      : { ...made, ...remains(verdict), ...unlinked };
  }

  /** A record that waits, as a changed policy lets it travel on. */
  private _again(record: IRecord): IRecord | null {
    const verdict = this._filter.hop(record);
    return 'status' in verdict ? null : { ...record, ...remains(verdict) };
  }

  /** What waits for the filter, put through. */
  private _drain(): void {
    this._forget();
    if (this._filter.isReady) {
      this._waiting.splice(0).forEach(draft => this._process(draft));
    }
  }

  /** Let go of what waits for the filter and may not be taken any more. */
  private _forget(): void {
    this._waiting = this._waiting.filter(one => this.isEnabled(one.schema_id));
  }

  private readonly _ports: IPorts;
  private readonly _limits: ILimits;
  private readonly _session: string;
  private readonly _filter: Filter;
  private readonly _outbox: Outbox;
  private readonly _refusals: Refusals;
  private _waiting: IDraft[] = [];
  private _sequence = 0;
  private _isDisposed = false;
}

function remains({ draft }: IKept): Pick<IRecord, 'data' | 'redacted'> {
  return { data: draft.data, redacted: draft.redacted };
}
