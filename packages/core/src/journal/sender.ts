import type { IPorts } from '../ports.js';
import type { IDevice } from './device.js';
import type { Database } from './indexeddb.js';

/** How long the tab that sends may be silent before another may take its place. */
const LEASE = 60_000;

/** What an election needs. */
export interface IElectionOptions {
  readonly name: string;
  readonly tab: string;
  readonly database: Database;
  readonly device: IDevice;
  readonly ports: IPorts;

  /** Called when this tab becomes the one that sends, and when it is no more. */
  readonly changed: (isSender: boolean) => void;
}

/**
 * Finds the one tab that sends.
 *
 * A lock waits without a timer and passes on when its tab ends. Where there are
 * none, whoever has something to send takes a lease; after a crash others wait
 * until it ends.
 */
export class Election {
  constructor(private readonly _options: IElectionOptions) {
    const { locks } = _options.device;
    if (locks) {
      this._queue(locks);
    }
  }

  /** Whether this tab sends. */
  get isSender(): boolean {
    return this._isSender;
  }

  /** There is something to send: without locks this is when a tab is found. */
  async run(): Promise<void> {
    const { database, device, ports, tab } = this._options;
    if (!device.locks && !this._ended.signal.aborted) {
      // Without a channel nobody could tell the others what it sends.
      this._set(
        !device.channel || (await database.lease(tab, ports.now(), LEASE))
      );
    }
  }

  /** Stand for election no more. */
  close(): void {
    this._ended.abort();
  }

  private _queue(locks: NonNullable<IDevice['locks']>): void {
    const { signal } = this._ended;
    locks
      .request(this._options.name, { signal }, () => {
        this._set(true);
        return new Promise(release =>
          signal.addEventListener('abort', () => release())
        );
      })
      // Aborted while it waited.
      .catch(() => undefined);
  }

  private _set(isSender: boolean): void {
    if (isSender !== this._isSender && !this._ended.signal.aborted) {
      this._isSender = isSender;
      this._options.changed(isSender);
    }
  }

  private readonly _ended = new AbortController();
  private _isSender = false;
}
