import type { JSONObject } from '@jupyter-eventlog/core';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { DataState, IChoice, IErased, IOutlook, IPage } from './data.js';
import type { IStored } from './live.js';

/** How many records are shown at a time. */
const LIMIT = 100;

/** The person's own records, as the service hands them out. */
export interface IRecordsSource {
  page(
    choice: IChoice,
    limit: number,
    before?: string
  ): Promise<IPage | 'not-linked'>;
  outlook(choice: IChoice): Promise<IOutlook>;
  erase(choice: IChoice): Promise<IErased>;
  export(choice: IChoice, onProgress: (bytes: number) => void): Promise<Blob>;
  receipts(): Promise<readonly JSONObject[]>;
}

/** What is kept about a person, and what they do with it. */
export class DataModel {
  constructor(readonly source: IRecordsSource) {}

  /** Emitted when anything below has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What is known. */
  get state(): DataState {
    return this._state;
  }

  /** The records that are listed, newest first. */
  get listed(): readonly IStored[] {
    return this._listed;
  }

  /** Whether there are more to list. */
  get hasMore(): boolean {
    return this._next !== null;
  }

  /** Ask the server anew. */
  async load(): Promise<void> {
    const turn = ++this._turn;
    try {
      const page = await this.source.page({}, LIMIT);
      const state =
        page === 'not-linked'
          ? page
          : { page, outlook: await this.source.outlook({}) };
      if (turn === this._turn) {
        this._state = state;
        this._listed = page === 'not-linked' ? [] : [...page.records];
        this._next = page === 'not-linked' ? null : page.next;
      }
    } catch (error) {
      console.warn('The records could not be read.', error);
      this._state = 'silent';
      this._listed = [];
    }
    this._changed.emit();
  }

  /** List more. */
  async more(): Promise<void> {
    if (this._next !== null) {
      const turn = this._turn;
      const page = await this.source.page({}, LIMIT, this._next);
      if (page !== 'not-linked' && turn === this._turn) {
        this._listed = [...this._listed, ...page.records];
        this._next = page.next;
        this._changed.emit();
      }
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: DataState = 'loading';
  private _listed: readonly IStored[] = [];
  private _next: string | null = null;
  private _turn = 0;
}
