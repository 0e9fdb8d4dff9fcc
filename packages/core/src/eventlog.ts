import type { ICompiled } from './compile.js';
import { compilePolicy } from './compile.js';
import { Counters } from './counters.js';
import type { IEmitted } from './drafts.js';
import { makeDraft } from './drafts.js';
import type { Gate, IGranted } from './gates.js';
import { gatesOf } from './gates.js';
import { uuid } from './ids.js';
import { JSONError, own } from './json.js';
import type { ILimits } from './lane.js';
import { LIMITS } from './lane.js';
import type { IAside } from './outbox.js';
import { Outbox } from './outbox.js';
import type { Pipeline } from './pipeline.js';
import { isDrop } from './pipeline.js';
import type { IPorts } from './ports.js';
import { systemPorts } from './ports.js';
import { Refusals } from './refusals.js';
import type { ISink } from './sink.js';
import { record } from './stages/record.js';
import type { ITools } from './tools.js';
import { NO_TOOLS, loadTools } from './tools.js';
import type { IDraft, IDrop, IKept, ILiveRow, IRecord } from './types.js';
import type { IPolicyView } from './views.js';

/** What an event log needs. */
export interface IEventLogOptions {
  readonly sinks: readonly ISink[];

  /** Loads validation and hashes when something may first be collected. */
  readonly tools?: () => Promise<ITools>;
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
    this._loadTools = options.tools ?? loadTools;
    this._session = uuid(4, this._ports.random(16));
    this._key = this._ports.random(32);
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
    return this._gates.size > 0;
  }

  /** Whether an event of a schema would be taken now. */
  isEnabled(schemaId: string): boolean {
    return this._gates.get(schemaId) === 'open';
  }

  /** Take an event. Never throws; `data` is copied before this returns. */
  emit(
    schemaId: string,
    version: string | number,
    data: object,
    options: { readonly time?: string } = {}
  ): void {
    const gate = this._gates.get(schemaId);
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
    this._view = this._isDisposed ? null : view;
    this._compile();
    this._outbox.revise(record => this._again(record));
  }

  /** Change what the person has agreed to; what is withdrawn is forgotten. */
  setConsent(granted: IGranted): void {
    this._granted = { ...granted };
    this._openGates();
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
      // Without the tools the server validates.
      this._drain();
      this._outbox.flushLast();
      return;
    }
    await this._loading;
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
    if (this._tools) {
      this._process(draft);
    } else if (this._waiting.length < this._limits.waiting) {
      this._waiting.push(draft);
    } else {
      this.counters.count(draft.schema_id, 'dropped');
    }
  }

  private _process(draft: IDraft): void {
    const verdict = this._verdict(this._compiled?.hop, draft);
    if (isDrop(verdict)) {
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
    const verdict = this._verdict(this._compiled?.last, draft);
    if (isDrop(verdict)) {
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
    const verdict = this._verdict(this._compiled?.hop, record);
    return isDrop(verdict) ? null : { ...record, ...remains(verdict) };
  }

  private _verdict(
    pipeline: Pipeline | null | undefined,
    draft: IDraft
  ): IKept | IDrop {
    const granted = (id: string): boolean => own(this._granted, id) === true;
    return pipeline?.process(draft, granted) ?? { status: 'not-allowed' };
  }

  private _compile(): void {
    this._compiled = null;
    try {
      this._compiled =
        this._view &&
        compilePolicy(
          this._view,
          this._tools ?? NO_TOOLS,
          this._key,
          this._ports
        );
    } catch {
      this._ports.warn('The policy cannot be applied: nothing is collected.');
    }
    this._openGates();
  }

  private _openGates(): void {
    this._gates = this._compiled
      ? gatesOf(
          this._compiled.hop.policy,
          this._granted,
          this._session,
          this._tools
        )
      : new Map();
    this._waiting = this._waiting.filter(one => this.isEnabled(one.schema_id));
    if ([...this._gates.values()].includes('open')) {
      this._load();
    }
  }

  private _load(): void {
    this._loading ??= Promise.resolve()
      .then(this._loadTools)
      .catch(() => NO_TOOLS)
      .then(tools => {
        this._tools = tools;
        this._compile();
        this._drain();
      });
  }

  private _drain(): void {
    this._waiting.splice(0).forEach(draft => this._process(draft));
  }

  private readonly _ports: IPorts;
  private readonly _limits: ILimits;
  private readonly _loadTools: () => Promise<ITools>;
  private readonly _session: string;

  // A browser's own: what its last sinks get can be linked in one session.
  private readonly _key: Uint8Array;
  private readonly _outbox: Outbox;
  private readonly _refusals: Refusals;
  private _gates: ReadonlyMap<string, Gate> = new Map();
  private _view: IPolicyView | null = null;
  private _granted: IGranted = {};
  private _compiled: ICompiled | null = null;
  private _tools: ITools | null = null;
  private _loading: Promise<void> | null = null;
  private _waiting: IDraft[] = [];
  private _sequence = 0;
  private _isDisposed = false;
}

function remains({ draft }: IKept): Pick<IRecord, 'data' | 'redacted'> {
  return { data: draft.data, redacted: draft.redacted };
}
