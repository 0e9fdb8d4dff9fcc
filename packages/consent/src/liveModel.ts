import type { ILiveRow } from '@jupyter-eventlog/core';
import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import type { IStored } from './live.js';
import { LiveRows } from './live.js';

/** How many records are asked for at a time, and how often, in milliseconds. */
const LIMIT = 200;
const INTERVAL = 2_000;

/** For how long after somebody did something the server is asked, in milliseconds. */
const ATTENTION = 60_000;

/** What the live view needs of the service that takes events. */
export interface ILiveSource {
  readonly emitted: ISignal<unknown, ILiveRow>;
  readonly previewed: ISignal<unknown, ILiveRow>;

  /** Shows what would be recorded of what is off. The result ends it. */
  preview(): IDisposable;
  /** False where there is no server. */
  readonly hasServer?: boolean;
  readonly traffic: { readonly requests: number; readonly bytes: number };
  readonly records: {
    page(
      choice: object,
      limit: number
    ): Promise<{ readonly records: readonly IStored[] } | 'not-linked'>;
  };
}

/** Whose records the view can show. */
export type Coverage = 'everywhere' | 'here' | 'silent';

/** The live view, which costs nothing while nobody looks. */
export class LiveModel {
  /** `isRecording` says whether there is anything to ask the server for. */
  constructor(
    private readonly _source: ILiveSource,
    private readonly _isRecording: () => boolean,
    readonly rows = new LiveRows()
  ) {}

  /** What this page has sent. */
  get traffic(): ILiveSource['traffic'] {
    return this._source.traffic;
  }

  /** Whose records the view shows. */
  get coverage(): Coverage {
    return this._source.hasServer === false ? 'here' : this._coverage;
  }

  /** Look. The result ends it, and forgets what was seen. */
  open(): IDisposable {
    const { rows } = this;
    const hear = (_: unknown, row: ILiveRow): void => rows.hear(row);
    const preview = (_: unknown, row: ILiveRow): void => rows.hear(row, true);
    const notice = (): void => {
      this._active = Date.now();
    };
    const poll = this._poll();
    const watching = this._source.preview();
    notice();
    this._source.emitted.connect(hear);
    this._source.previewed.connect(preview);
    EVENTS.forEach(name => document.addEventListener(name, notice, true));
    return new DisposableDelegate(() => {
      EVENTS.forEach(name => document.removeEventListener(name, notice, true));
      this._source.emitted.disconnect(hear);
      this._source.previewed.disconnect(preview);
      watching.dispose();
      poll.dispose();
      rows.clear();
    });
  }

  private _poll(): Poll {
    return new Poll({
      name: '@jupyter-eventlog/consent:live',
      frequency: { interval: INTERVAL, backoff: true, max: 30_000 },
      // An idle page must not keep its server from being culled.
      standby: () => document.hidden || Date.now() - this._active > ATTENTION,
      factory: async () => {
        if (this._isRecording()) {
          await this._ask();
        }
      }
    });
  }

  private async _ask(): Promise<void> {
    try {
      const page = await this._source.records.page({}, LIMIT);
      this._coverage = page === 'not-linked' ? 'here' : 'everywhere';
      if (page !== 'not-linked') {
        this.rows.take(page.records);
      }
    } catch (error) {
      this._coverage = 'silent';
      throw error;
    }
  }

  private _coverage: Coverage = 'everywhere';
  private _active = 0;
}

const EVENTS = ['keydown', 'pointerdown', 'pointermove'] as const;
