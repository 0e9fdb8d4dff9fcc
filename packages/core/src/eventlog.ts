import type { IAside } from './asides.js';
import type { IServerTime } from './clock.js';
import { clockOffset } from './clock.js';
import { Counters } from './counters.js';
import type { IEmitted, IEmittedDraft } from './drafts.js';
import { makeDraft } from './drafts.js';
import { Filter } from './filter.js';
import type { IGranted, IRefused } from './gates.js';
import { JSONError } from './json.js';
import type { StorageState } from './keeper.js';
import type { ILimits } from './lane.js';
import { LIMITS } from './lane.js';
import type { IFailing } from './outbox.js';
import { Outbox } from './outbox.js';
import type { IEventLogOptions } from './options.js';
import type { IPorts } from './ports.js';
import { systemPorts } from './ports.js';
import { Refusals } from './refusals.js';
import type { ISchemaOf } from './schemaOf.js';
import type { ISink } from './sink.js';
import { loadTools } from './tools.js';
import type { ILiveRow } from './types.js';
import type { IPolicyView } from './views.js';

/**
 * Filters events by policy and consent, and brings what is left to the sinks.
 *
 * Without a policy it does nothing, loads nothing and keeps nothing.
 */
export class EventLog {
  constructor(options: IEventLogOptions) {
    this._ports = options.ports ?? systemPorts;
    this._limits = { ...LIMITS, ...options.limits };
    this._filter = new Filter({
      ports: this._ports,
      loadTools: options.tools ?? loadTools,
      hasLast: () => this._outbox.hasLast,
      ready: () => this._resume()
    });
    this._refusals = new Refusals(this.counters, this._ports.warn);
    this._outbox = new Outbox({
      sinks: options.sinks,
      ports: this._ports,
      limits: this._limits,
      counters: this.counters,
      storage: options.storage,
      mayKeep: ({ schema_id }) => this._filter.mayKeep(schema_id),
      again: (record, sink) => this._filter.again(record, sink),
      forgotten: schemaIds => this._forgotten(schemaIds)
    });
  }

  /** How often each verdict fell, by schema. */
  readonly counters = new Counters();

  /** The last batches that were refused as a whole. */
  get aside(): readonly IAside[] {
    return this._outbox.aside;
  }

  /** The sinks that take nothing at present, as far as this page sends. */
  get failing(): readonly IFailing[] {
    return this._outbox.failing;
  }

  /**
   * Add a sink. It gets what is emitted from now on, as far as policy and consent
   * let it go there; one of the same name is replaced, with all that waits for it.
   */
  addSink(sink: ISink): void {
    this.removeSink(sink.name);
    this._outbox.add(sink);
    this._filter.resumeLoading();
  }

  /** Take a sink away, with all that waits for it. */
  removeSink(name: string): void {
    this._outbox.remove(name);
  }

  /** Whether a policy allows anything at all. */
  get enabled(): boolean {
    return this._filter.gates.size > 0;
  }

  /** Whether an event of a schema would be taken now. */
  isEnabled(schemaId: string): boolean {
    return this._filter.gates.get(schemaId) === 'open';
  }

  /** Learn of a compiled check; see `jupyter-eventlog-schemas`. */
  addCheck(schema: ISchemaOf<object>): void {
    this._filter.addCheck(schema);
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

  /** Whether events outlive this page. */
  get storage(): StorageState {
    return this._outbox.storage;
  }

  /** Change the policy; null is off, and forgets all that waits. */
  setPolicy(view: IPolicyView | null): void {
    if (!this._isDisposed) {
      this._filter.setPolicy(view);
      this._resume();
    }
  }

  /**
   * Take and send nothing until the policy is set again; what waits stays.
   */
  suspend(): void {
    this._filter.suspend();
    this._outbox.hold();
  }

  /** Hear the server's time: from now on events are dated by its clock. */
  setTime(said: IServerTime): void {
    this._offset = clockOffset(said);
  }

  /**
   * Change what the person has agreed to; what is withdrawn is forgotten, in all
   * tabs. `person` tells one from another; without one nothing outlives the page.
   * `refused` names by schema the sinks, behind which nobody filters, that get
   * nothing; what waits for them is forgotten.
   */
  setConsent(
    granted: IGranted,
    person: string | null = null,
    refused: IRefused = {}
  ): void {
    if (person !== this._person) {
      // What one person did must not be linked to what another does.
      this._filter.renew();
      this._sequence = 0;
      this._waiting = [];
      this._person = person;
      this._outbox.setPerson(person);
    }
    const withdrawn = Object.entries(this._filter.granted).flatMap(
      ([id, before]) => (before && granted[id] !== true ? id : [])
    );
    this._filter.setConsent(granted, refused);
    this._forget();
    if (withdrawn.length > 0) {
      this._outbox.forget(withdrawn);
    }
    this._keep();
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

  /** Stop for good; what was not sent and is not kept is forgotten. */
  dispose(): void {
    this._isDisposed = true;
    this._waiting = [];
    this._filter.setPolicy(null);
    this._outbox.dispose();
  }

  private _take(emitted: IEmitted): void {
    const draft = makeDraft(emitted, this._filter.session, this._ports.now());
    if (this._filter.isReady) {
      this._process(draft);
    } else if (this._waiting.length < this._limits.waiting) {
      this._waiting.push(draft);
    } else {
      this.counters.count(draft.schema_id, 'dropped');
    }
  }

  private _process(draft: IEmittedDraft): void {
    const taken = this._filter.take(draft, () => ({
      now: this._ports.now(),
      offset: this._offset,
      session: this._filter.session,
      sequence: ++this._sequence,
      random: this._ports.random
    }));
    if ('status' in taken) {
      this._refusals.add(draft.schema_id, taken);
    } else {
      this._outbox.append(taken);
    }
  }

  /** The policy has changed, or can be applied now. */
  private _resume(): void {
    this._forget();
    if (this._filter.view === null) {
      this._outbox.revise(() => null);
      this._outbox.keep(false);
    } else if (this._filter.isReady) {
      this._outbox.resume();
      this._waiting.splice(0).forEach(draft => this._process(draft));
    }
    this._keep();
  }

  /** Let go of what waits and may not be taken any more. */
  private _forget(): void {
    const isTaken = ({ schema_id }: { schema_id: string }): boolean =>
      this._filter.gates.get(schema_id) !== 'no-consent';
    this._waiting = this._waiting.filter(isTaken);
    this._outbox.revise((record, sink) =>
      isTaken(record) ? this._filter.again(record, sink) : null
    );
  }

  /** Another tab was told that nothing of these schemas may be collected. */
  private _forgotten(schemaIds: readonly string[]): void {
    this._filter.withdraw(schemaIds);
    this._forget();
  }

  /** Keep events on the device as far as policy and answers let them be kept. */
  private _keep(): void {
    const { view, mayKeepAny, isReady } = this._filter;
    if (view && this._person !== null && (!mayKeepAny || isReady)) {
      this._outbox.keep(mayKeepAny);
    }
  }

  private readonly _ports: IPorts;
  private readonly _limits: ILimits;
  private readonly _filter: Filter;
  private readonly _outbox: Outbox;
  private readonly _refusals: Refusals;
  private _waiting: IEmittedDraft[] = [];
  private _sequence = 0;
  private _offset = 0;
  private _person: string | null = null;
  private _isDisposed = false;
}
