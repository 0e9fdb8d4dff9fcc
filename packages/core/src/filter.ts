import type { Compiled, IAnswers, ITaken } from './compile.js';
import type { IEmittedDraft } from './drafts.js';
import type { Gate, IGranted, IRefused } from './gates.js';
import { gatesOf } from './gates.js';
import { uuid } from './ids.js';
import type { IPorts } from './ports.js';
import type { INeeds, ITools } from './tools.js';
import { NO_TOOLS } from './tools.js';
import type { ISink } from './sink.js';
import type { IAssertion } from './stages/record.js';
import type { CheckLoader, ISchemaOf } from './schemaOf.js';
import type { IDrop, IRecord } from './types.js';
import type { IPolicyView } from './views.js';

/** Loads what is too heavy to load before anything is collected. */
export type LoadTools = (needs: INeeds) => Promise<ITools>;

/** What a filter needs. */
export interface IFilterOptions {
  readonly ports: IPorts;
  readonly loadTools: LoadTools;

  /** Whether a sink is the last that filters. */
  readonly hasLast: () => boolean;

  /** Called when what was loaded makes a difference. */
  readonly ready: () => void;
}

/** The policy and the answers of a page, and what events become under them. */
export class Filter implements IAnswers {
  constructor(private readonly _options: IFilterOptions) {
    this.renew();
  }

  /** The name of this run of the emitter. */
  get session(): string {
    return this._session;
  }

  /** Begin another session: what comes cannot be linked to what was. */
  renew(): void {
    const { random } = this._options.ports;
    this._session = uuid(4, random(16));
    // A browser's own: what its last sinks get can be linked in one session.
    this._key = random(32);
    this._compile();
  }

  /** By schema, whether its events are taken. */
  get gates(): ReadonlyMap<string, Gate> {
    return this._gates;
  }

  /** Whether events that are taken can be put through at once. */
  get isReady(): boolean {
    return this._compiled !== null;
  }

  /** Settles when nothing is being loaded any more. */
  get loaded(): Promise<void> {
    return this._loading ?? Promise.resolve();
  }

  /** Learn of a compiled check: what it is for need not be compiled here. */
  addCheck({ schema_id, version, check }: ISchemaOf<object>): void {
    const name = `${schema_id} ${version}`;
    if (check && !this._checks.has(name)) {
      this._checks.set(name, check);
      // What is loaded may lack it.
      this._loading = null;
      this._openGates();
    }
  }

  /** Another sink has come: more may be needed than is loaded. */
  resumeLoading(): void {
    this._openGates();
  }

  /** The policy, or null while there is none. */
  get view(): IPolicyView | null {
    return this._view;
  }

  /** What the person has agreed to. */
  get granted(): IGranted {
    return this._granted;
  }

  /** The sinks that get nothing of a schema although its policy names them. */
  get refused(): IRefused {
    return this._refused;
  }

  /** Take nothing until the policy is set again. */
  suspend(): void {
    this._isSuspended = true;
    this._openGates();
  }

  /** Change the policy; null is off. */
  setPolicy(view: IPolicyView | null): void {
    this._isSuspended = false;
    this._view = view;
    this._compile();
  }

  /** Change what the person has agreed to. */
  setConsent(granted: IGranted, refused: IRefused = this._refused): void {
    this._granted = { ...granted };
    this._refused = { ...refused };
    this._openGates();
  }

  /**
   * Whether events of anything may outlive their page, be this session in the
   * sample or not: tabs share what is kept.
   */
  get mayKeepAny(): boolean {
    return [...this._gates].some(
      ([id, gate]) => gate !== 'no-consent' && this.mayKeep(id)
    );
  }

  /** Nothing is stored on a device before a yes, unless the operator says so. */
  mayKeep(schemaId: string): boolean {
    const { allowed_schemas = {}, device_storage } = this._view ?? {};
    const { consent = 'opt-in' } = allowed_schemas[schemaId] ?? {};
    return device_storage === true || consent === 'opt-in';
  }

  /** A no to some schemas that was given elsewhere. */
  withdraw(schemaIds: readonly string[]): void {
    const gone = Object.fromEntries(schemaIds.map(id => [id, false]));
    this.setConsent({ ...this._granted, ...gone });
  }

  /** Put an event through; what its emitter asserts is asked for if it passes. */
  take(draft: IEmittedDraft, said: () => IAssertion): ITaken | IDrop {
    return (
      this._compiled?.take(draft, said) ?? {
        status: 'not-allowed'
      }
    );
  }

  /** A record that waits, as policy and consent let it travel on, or null. */
  again(record: IRecord, sink: ISink): IRecord | null {
    // Nothing is sent before there is a policy, and then it is asked again.
    return this._compiled ? this._compiled.again(record, sink) : record;
  }

  private _compile(): void {
    this._compiled = null;
    if (this._view && this._parts) {
      const { tools, compiled } = this._parts;
      try {
        const { ports } = this._options;
        this._compiled = new compiled(
          this._view,
          tools,
          this._key,
          ports,
          this
        );
      } catch {
        this._close('The policy cannot be applied: nothing is collected.');
      }
    }
    this._openGates();
  }

  private _openGates(): void {
    const inSample = (id: string): boolean =>
      this._compiled?.inSample(id, this._session) ?? true;
    this._gates = this._view
      ? gatesOf(this._view, this._granted, inSample)
      : new Map();
    if (this._isSuspended) {
      this._gates = new Map(
        [...this._gates].map(([id, gate]) => [
          id,
          gate === 'open' ? 'dropped' : gate
        ])
      );
    }
    if (this._view && [...this._gates.values()].includes('open')) {
      this._load(this._view);
    }
  }

  private _load(view: IPolicyView): void {
    const needs = needsOf(view, this._options.hasLast(), this._checks);
    const has = this._needs;
    const isEnough = (has.hashes || !needs.hashes) && (has.ajv || !needs.ajv);
    if (this._loading && isEnough) {
      return;
    }
    if (needs.hashes && !has.hashes) {
      // Events wait, else what a sink has come for would pass it by.
      this._parts = this._compiled = null;
    }
    this._needs = needs;
    const loading = this._loadParts().then(
      parts => {
        if (this._loading === loading) {
          this._parts = parts;
          this._compile();
          this._options.ready();
        }
      },
      () => {
        this._loading = null;
        this._close('A part could not be loaded: nothing is collected.');
        this._options.ready();
      }
    );
    this._loading = loading;
  }

  private async _loadParts(): Promise<IParts> {
    const [{ Compiled }, tools] = await Promise.all([
      import('./compile.js'),
      // Where there are no tools the server does their work.
      this._options.loadTools(this._needs).catch(() => NO_TOOLS)
    ]);
    return { compiled: Compiled, tools };
  }

  /** Without a view every event is refused at the first look. */
  private _close(why: string): void {
    this._options.ports.warn(why);
    this._view = null;
    this._openGates();
  }

  private _session = '';
  private _key: Uint8Array = new Uint8Array();
  private _gates: ReadonlyMap<string, Gate> = new Map();
  private _view: IPolicyView | null = null;
  private _granted: IGranted = {};
  private _refused: IRefused = {};
  private readonly _checks = new Map<string, CheckLoader>();
  private _needs: INeeds = { hashes: false, checks: new Map(), ajv: false };
  private _parts: IParts | null = null;
  private _compiled: Compiled | null = null;
  private _loading: Promise<void> | null = null;
  private _isSuspended = false;
}

interface IParts {
  readonly compiled: typeof Compiled;
  readonly tools: ITools;
}

function needsOf(
  view: IPolicyView,
  hasLast: boolean,
  all: INeeds['checks']
): INeeds {
  const entries = Object.values(view.allowed_schemas);
  const names = view.schemas.map(({ $id, version }) => `${$id} ${version}`);
  return {
    hashes: hasLast || entries.some(({ sample }) => (sample ?? 1) !== 1),
    checks: new Map([...all].filter(([name]) => names.includes(name))),
    ajv: names.some(name => !all.has(name))
  };
}
