import type {
  IConsentView,
  ILiveRow,
  IPolicyView,
  IPorts,
  ISchemaOf,
  ISink,
  StorageState
} from '@jupyter-eventlog/core';
import { EventLog, PolicyError, systemPorts } from '@jupyter-eventlog/core';
import type { IResponse } from '@jupyter-eventlog/sinks';
import { restSink } from '@jupyter-eventlog/sinks';
import type { ISignal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { Additions } from './additions.js';
import { Answers } from './answers.js';
import type { IFailingSink } from './failures.js';
import type { IOverrides } from './narrow.js';
import { narrow } from './narrow.js';
import type { ITelemetryOptions } from './options.js';
import { Patience } from './patience.js';
import { readPolicy } from './policy.js';
import { Previews } from './preview.js';
import { OwnRecords } from './records.js';
import type {
  Emitter,
  IConsentReply,
  ITelemetry,
  Surface,
  TelemetryState
} from './tokens.js';
import type { ITraffic } from './traffic.js';
import { Traffic } from './traffic.js';
import { Waiting } from './waiting.js';

/**
 * The event log of a page, under the policy and the consent that its server
 * holds. Disabled it asks nobody and does nothing.
 */
export class Telemetry implements ITelemetry {
  constructor(options: ITelemetryOptions) {
    this.hasServer = options.hasServer !== false;
    this.traffic = this._request = new Traffic(options.request, this.hasServer);
    this.records = new OwnRecords(this._request);
    this._previews = new Previews(
      options.eventlog ?? {},
      row => this._previewed.emit(row),
      () => this._applyConsent()
    );
    this._overrides = options.overrides ?? {};
    this._isAsleep = !options.enabled || options.error === true;
    this._state = options.error ? 'error' : 'unconfigured';
    this._ports = options.eventlog?.ports ?? systemPorts;
    this._patience = new Patience(this._ports, () => void this.refresh());
    this._log = new EventLog({
      ...options.eventlog,
      storage: options.storage,
      sinks: this.hasServer
        ? [restSink({ post: (body, init) => this._post(body, init) })]
        : []
    });
    this._additions = new Additions({
      log: this._log,
      ports: this._ports,
      request: this._request,
      jupyterEvents: options.jupyterEvents
    });
    this._answers = new Answers((path, body) => this._request.put(path, body));
    if (!options.enabled && !options.error) {
      // What an earlier policy has left on the device goes.
      this._log.setPolicy(null);
    }
    if (!this._isAsleep) {
      this._log.subscribe(row => this._onRow(row));
      this._state = 'loading';
      void this.refresh();
    }
  }

  readonly traffic: ITraffic;
  readonly records: OwnRecords;
  readonly hasServer: boolean;

  get mistakes(): readonly string[] {
    return this._mistakes;
  }

  get waiting(): number {
    return this._waiting.size;
  }

  get state(): TelemetryState {
    return this._state;
  }

  get policy(): IPolicyView | null {
    return this._policy;
  }

  get policyChanged(): ISignal<this, IPolicyView | null> {
    return this._policyChanged;
  }

  get consent(): IConsentView | null {
    return this._state === 'ready' ? this._answers.view : null;
  }

  get consentChanged(): ISignal<this, IConsentView | null> {
    return this._consentChanged;
  }

  get emitted(): ISignal<this, ILiveRow> {
    return this._emitted;
  }

  get previewed(): ISignal<this, ILiveRow> {
    return this._previewed;
  }

  preview(): IDisposable {
    return this._previews.watch();
  }

  get failing(): readonly IFailingSink[] {
    return this._additions.failing;
  }

  get failingChanged(): ISignal<this, readonly IFailingSink[]> {
    return this._failingChanged;
  }

  async registerSchema(schema: object): Promise<void> {
    if (!this._isAsleep) {
      await this._refreshing;
      if (await this._additions.registerSchema(schema, this._server)) {
        await this.refresh();
      }
    }
  }

  async addSink(sink: ISink): Promise<IDisposable> {
    await this._refreshing;
    return this._additions.addSink(sink, this._policy);
  }

  emit(
    schemaId: string,
    version: string | number,
    data: object,
    options?: { readonly time?: string }
  ): void {
    this._log.emit(schemaId, version, data, options);
    this._previews.current?.emit(schemaId, version, data, options);
  }

  emitter<T extends object>(schema: ISchemaOf<T>): Emitter<T> {
    this._log.addCheck(schema);
    const { schema_id, version } = schema;
    return (data, options) => this.emit(schema_id, version, data, options);
  }

  isEnabled(schemaId: string): boolean {
    // A preview listens too; what it hears goes nowhere.
    return (
      this._log.isEnabled(schemaId) ||
      (this._previews.current?.isEnabled(schemaId) ?? false)
    );
  }

  async setConsent(
    replies: readonly IConsentReply[],
    surface: Surface,
    language?: string
  ): Promise<void> {
    if (this._isAsleep || this.isDisposed) {
      throw new Error('There is no server to hold the answer.');
    }
    const stored = this._answers.give(replies, surface, language);
    this._applyConsent();
    await stored;
    this._applyConsent();
  }

  /** Whether events outlive this page. */
  get storage(): StorageState {
    return this._log.storage;
  }

  async setPaused(paused: boolean): Promise<void> {
    if (this._isAsleep || this.isDisposed) {
      throw new Error('There is no server to hold the pause.');
    }
    const stored = this._answers.pause(paused, new Date().toISOString());
    this._applyConsent();
    await stored;
    this._applyConsent();
  }

  /** Change what settings take away. */
  setOverrides(overrides: IOverrides): void {
    this._overrides = overrides;
    this._applyPolicy();
  }

  refresh(): Promise<void> {
    if (this._isAsleep || this.isDisposed) {
      return Promise.resolve();
    }
    this._refreshing ??= this._load().finally(() => {
      this._refreshing = null;
    });
    return this._refreshing;
  }

  flush(options?: { readonly keepalive?: boolean }): Promise<void> {
    return this._log.flush(options);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._patience.end();
    this._log.dispose();
    this._previews.end();
    Signal.clearData(this);
  }

  private async _load(): Promise<void> {
    try {
      const [policy] = await Promise.all([
        this._askPolicy(),
        this._answers.hear(this._request.get('consent'))
      ]);
      await this._additions.prepare(policy);
      this._server = policy;
      this._state = 'ready';
      this._mistakes = [];
      this._patience.end();
    } catch (error) {
      if (error instanceof PolicyError) {
        this._server = null;
        this._state = 'error';
        this._mistakes = error.message.split('\n');
      } else if (this._state !== 'ready' || !this._patience.lasts()) {
        // In doubt nothing is recorded, and the panel says that we are in doubt.
        this._server = null;
        this._state = 'unknown';
      }
    }
    if (!this.isDisposed) {
      this._applyConsent();
      this._applyPolicy();
    }
  }

  private async _askPolicy(): Promise<IPolicyView> {
    const { now } = this._ports;
    const asked = now();
    const policy = readPolicy(await this._request.get('policy'));
    if (policy.time !== undefined) {
      const time = Date.parse(policy.time);
      this._log.setTime({ time, asked, answered: now() });
    }
    return policy;
  }

  private _applyPolicy(): void {
    this._policy = this._server && narrow(this._server, this._overrides);
    if (this._policy) {
      this._additions.follow(this._policy);
      this._log.setPolicy(this._policy);
    } else {
      this._log.suspend();
    }
    this._previews.current?.follow(this._policy, this._answers.granted);
    this._policyChanged.emit(this._policy);
  }

  private _applyConsent(): void {
    if (!this.isDisposed) {
      const { person = null } = this._answers.view;
      const { granted, refused } = this._answers;
      this._log.setConsent(granted, person, refused);
      this._waiting.follow(granted, refused);
      this._previews.current?.follow(this._policy, granted);
      this._consentChanged.emit(this.consent);
    }
  }

  private async _post(
    body: string,
    init: { readonly keepalive: boolean }
  ): Promise<IResponse> {
    const response = await this._request.post('events', body, init);
    if (response.status === 409) {
      // Somebody else is logged in now: what waits is not theirs.
      void this.refresh();
    }
    return response;
  }

  private _onRow(row: ILiveRow): void {
    this._waiting.hear(row);
    this._emitted.emit(row);
    if (this._additions.look(this._policy)) {
      this._failingChanged.emit(this.failing);
    }
    const isSurprise =
      row.status === 'no-consent' || row.status === 'not-allowed';
    // Another tab or the operator has changed what we go by.
    if (isSurprise && this._log.isEnabled(row.schema_id)) {
      void this.refresh();
    }
  }

  private readonly _request: Traffic;
  private readonly _previewed = new Signal<this, ILiveRow>(this);
  private readonly _previews: Previews;
  private readonly _waiting = new Waiting();
  private _mistakes: readonly string[] = [];
  private readonly _additions: Additions;
  private readonly _failingChanged = new Signal<this, readonly IFailingSink[]>(
    this
  );
  private readonly _isAsleep: boolean;
  private readonly _log: EventLog;
  private readonly _ports: IPorts;
  private readonly _patience: Patience;
  private readonly _answers: Answers;
  private readonly _policyChanged = new Signal<this, IPolicyView | null>(this);
  private readonly _consentChanged = new Signal<this, IConsentView | null>(
    this
  );
  private readonly _emitted = new Signal<this, ILiveRow>(this);
  private _overrides: IOverrides;
  private _state: TelemetryState;
  private _server: IPolicyView | null = null;
  private _policy: IPolicyView | null = null;
  private _refreshing: Promise<void> | null = null;
  private _isDisposed = false;
}
