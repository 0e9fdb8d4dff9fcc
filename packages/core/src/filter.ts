import type { ICompiled, compilePolicy } from './compile.js';
import type { Gate, IGranted } from './gates.js';
import { gatesOf } from './gates.js';
import { own } from './json.js';
import type { Pipeline } from './pipeline.js';
import type { IPorts } from './ports.js';
import type { INeeds, ITools } from './tools.js';
import { NO_TOOLS } from './tools.js';
import type { IDraft, IDrop, IKept } from './types.js';
import type { IPolicyView } from './views.js';

/** Loads what is too heavy to load before anything is collected. */
export type LoadTools = (needs: INeeds) => Promise<ITools>;

/** What a filter needs. */
export interface IFilterOptions {
  readonly session: string;
  readonly ports: IPorts;
  readonly loadTools: LoadTools;

  /** Whether a sink is the last that filters. */
  readonly hasLast: boolean;

  /** Called whenever events can be put through that could not before. */
  readonly ready: () => void;
}

/** The policy and the answers of a page, and what events become under them. */
export class Filter {
  constructor(private readonly _options: IFilterOptions) {
    // A browser's own: what its last sinks get can be linked in one session.
    this._key = _options.ports.random(32);
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

  /** Change the policy; null is off. */
  setPolicy(view: IPolicyView | null): void {
    this._view = view;
    this._compile();
  }

  /** Change what the person has agreed to. */
  setConsent(granted: IGranted): void {
    this._granted = { ...granted };
    this._openGates();
  }

  /** An event as a receiver may have it that filters again. */
  hop(draft: IDraft): IKept | IDrop {
    return this._process(this._compiled?.hop, draft);
  }

  /** An event as a receiver may have it behind which nobody filters. */
  last(draft: IDraft): IKept | IDrop {
    return this._process(this._compiled?.last, draft);
  }

  private _process(
    pipeline: Pipeline | null | undefined,
    draft: IDraft
  ): IKept | IDrop {
    const granted = (id: string): boolean => own(this._granted, id) === true;
    return pipeline?.process(draft, granted) ?? { status: 'not-allowed' };
  }

  private _compile(): void {
    this._compiled = null;
    if (this._view && this._parts) {
      const { tools, compile } = this._parts;
      try {
        const { ports } = this._options;
        this._compiled = compile(this._view, tools, this._key, ports);
      } catch {
        this._close('The policy cannot be applied: nothing is collected.');
      }
    }
    this._openGates();
  }

  private _openGates(): void {
    const { session } = this._options;
    const inSample = (id: string): boolean =>
      this._compiled?.inSample(id, session) ?? true;
    this._gates = this._view
      ? gatesOf(this._view, this._granted, inSample)
      : new Map();
    if (this._view && [...this._gates.values()].includes('open')) {
      this._load(this._view);
    }
  }

  private _load(view: IPolicyView): void {
    const hashes = this._options.hasLast || isSampled(view);
    if (this._loading && (this._needs.hashes || !hashes)) {
      return;
    }
    this._needs = { hashes };
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
      }
    );
    this._loading = loading;
  }

  private async _loadParts(): Promise<IParts> {
    const [{ compilePolicy }, tools] = await Promise.all([
      import('./compile.js'),
      // Where there are no tools the server does their work.
      this._options.loadTools(this._needs).catch(() => NO_TOOLS)
    ]);
    return { compile: compilePolicy, tools };
  }

  /** Without a view every event is refused at the first look. */
  private _close(why: string): void {
    this._options.ports.warn(why);
    this._view = null;
    this._openGates();
  }

  private readonly _key: Uint8Array;
  private _gates: ReadonlyMap<string, Gate> = new Map();
  private _view: IPolicyView | null = null;
  private _granted: IGranted = {};
  private _needs: INeeds = { hashes: false };
  private _parts: IParts | null = null;
  private _compiled: ICompiled | null = null;
  private _loading: Promise<void> | null = null;
}

interface IParts {
  readonly compile: typeof compilePolicy;
  readonly tools: ITools;
}

function isSampled({ allowed_schemas }: IPolicyView): boolean {
  return Object.values(allowed_schemas).some(
    ({ sample }) => (sample ?? 1) !== 1
  );
}
