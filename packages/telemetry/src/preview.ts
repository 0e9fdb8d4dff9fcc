import type {
  IEventLogOptions,
  ILiveRow,
  IPolicyView
} from '@jupyter-eventlog/core';
import { EventLog } from '@jupyter-eventlog/core';
import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

/**
 * What would be recorded of kinds that are off: the same pipeline with a yes
 * of its own, no journal that outlives it, and nowhere to send to.
 */
export class Preview implements IDisposable {
  constructor(
    options: Omit<IEventLogOptions, 'sinks'>,
    private readonly _tell: (row: ILiveRow) => void
  ) {
    this._log = new EventLog({
      ...options,
      sinks: [
        {
          name: 'preview',
          destination: '',
          thirdParty: false,
          // As the last hop makes it: with codes in place of values.
          isLast: true,
          send: async () => ({ kind: 'delivered' })
        }
      ]
    });
    this._log.subscribe(row => {
      if (row.state === 'queued') {
        this._tell(row);
      }
    });
  }

  /** Follow policy and consent: a kind that is on is no preview. */
  follow(
    policy: IPolicyView | null,
    granted: { readonly [schemaId: string]: boolean }
  ): void {
    this._log.setPolicy(policy && forAllSinks(policy));
    this._log.setConsent(
      Object.fromEntries(
        Object.keys(policy?.allowed_schemas ?? {}).map(id => [id, !granted[id]])
      )
    );
  }

  /** Whether a kind is previewed. */
  isEnabled(schemaId: string): boolean {
    return this._log.isEnabled(schemaId);
  }

  /** Take an event. */
  emit(
    schemaId: string,
    version: string | number,
    data: object,
    options?: { readonly time?: string }
  ): void {
    this._log.emit(schemaId, version, data, options);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._log.dispose();
  }

  private readonly _log: EventLog;
  private _isDisposed = false;
}

/** Previews while somebody looks, and is nothing else. */
export class Previews {
  constructor(
    private readonly _options: Omit<IEventLogOptions, 'sinks'>,
    private readonly _tell: (row: ILiveRow) => void,
    private readonly _changed: () => void
  ) {}

  /** The preview, or null while nobody looks. */
  get current(): Preview | null {
    return this._current;
  }

  /** Look. The result ends it. */
  watch(): IDisposable {
    this._current ??= new Preview(this._options, this._tell);
    this._watchers++;
    this._changed();
    return new DisposableDelegate(() => {
      if (--this._watchers === 0) {
        this.end();
        this._changed();
      }
    });
  }

  /** Nobody may look any more. */
  end(): void {
    this._current?.dispose();
    this._current = null;
  }

  private _current: Preview | null = null;
  private _watchers = 0;
}

/** A policy without the names of its sinks, of which none is this one. */
function forAllSinks(policy: IPolicyView): IPolicyView {
  const entries = Object.entries(policy.allowed_schemas);
  return {
    ...policy,
    allowed_schemas: Object.fromEntries(
      entries.map(([id, entry]) => [
        id,
        Object.fromEntries(
          Object.entries(entry).filter(([key]) => key !== 'sinks')
        )
      ])
    )
  };
}
