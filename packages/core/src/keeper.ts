import type { IDevice } from './journal/device.js';
import type { IKeepOptions } from './journal/keep.js';
import type { ISize, IStore } from './journal/types.js';
import type { IPorts } from './ports.js';

/** Where events may be kept that outlive their page. */
export interface IStorageOptions {
  /** Tells one server from another at the same origin: its base URL. */
  readonly name: string;

  /** For tests and unusual surroundings; the default is the browser's own. */
  readonly device?: IDevice;
}

/**
 * Whether events outlive their page: it was not asked for, the browser is being
 * asked, it does, or it does not (any more).
 */
export type StorageState = 'memory' | 'opening' | 'device' | 'broken';

/** What a keeper needs. */
export interface IKeeperOptions extends Omit<IKeepOptions, 'broken'> {
  readonly storage: IStorageOptions | undefined;
  readonly limit: ISize;
  readonly ports: IPorts;
}

/** Opens and closes the store of a page's events, as far as it may have one. */
export class Keeper {
  constructor(private readonly _options: IKeeperOptions) {}

  /** The store, or null while events are in memory alone. */
  get store(): IStore | null {
    return this._store;
  }

  /** Whether events outlive their page. */
  get state(): StorageState {
    return this._state;
  }

  /** Settles when nothing is being opened any more. */
  get opened(): Promise<void> {
    return this._opening;
  }

  /** Keep the events of a person. Until the store is there they are in memory. */
  open(person: string): void {
    const { storage } = this._options;
    if (this._state === 'memory' && storage && isPossible()) {
      this._state = 'opening';
      const turn = ++this._turn;
      this._opening = this._open(storage, person, turn).catch(() => {
        if (turn === this._turn) {
          this._state = 'broken';
        }
      });
    }
  }

  /** Let go of the store; what is kept stays. */
  close(): void {
    this._turn++;
    this._state = 'memory';
    this._store?.close();
    this._store = null;
  }

  /** Nothing may be kept any more, or ever was: delete what there is. */
  purge(): void {
    this.close();
    const { storage } = this._options;
    if (storage && isPossible()) {
      try {
        indexedDB.deleteDatabase(databaseName(storage.name));
      } catch {
        // What denies storage holds nothing.
      }
    }
  }

  private async _open(
    storage: IStorageOptions,
    person: string,
    turn: number
  ): Promise<void> {
    const { keep, move } = await import('./journal/keep.js');
    const store = await keep(
      { ...this._options, broken: () => this._broken(turn) },
      { ...this._options, ...storage, name: databaseName(storage.name), person }
    );
    if (turn !== this._turn) {
      store.close();
      return;
    }
    this._store = store;
    this._state = 'device';
    move(this._options, store);
  }

  private _broken(turn: number): void {
    if (turn === this._turn) {
      this._state = 'broken';
      this._options.ports.warn(
        'This browser keeps nothing: events that are not sent end with the page.'
      );
    }
  }

  private _store: IStore | null = null;
  private _state: StorageState = 'memory';
  private _opening: Promise<void> = Promise.resolve();
  private _turn = 0;
}

/** Some browsers throw when they are only asked. */
function isPossible(): boolean {
  try {
    return typeof indexedDB === 'object' && indexedDB !== null;
  } catch {
    return false;
  }
}

function databaseName(name: string): string {
  return `jupyter-eventlog ${name}`;
}
