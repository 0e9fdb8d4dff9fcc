import type { ILiveRow, IRefused } from '@jupyter-eventlog/core';

/** The events of a page that are on their way somewhere, as their rows tell. */
export class Waiting {
  /** How many there are. */
  get size(): number {
    return new Set([...this._ways.values()].map(({ id }) => id)).size;
  }

  /** Hear how far an event came on its way to one of its sinks. */
  hear(row: ILiveRow): void {
    const { id, sink, state } = row;
    const isOnItsWay = ['queued', 'sending', 'waiting'].includes(state);
    if (isOnItsWay) {
      this._ways.set(`${id} ${sink}`, row);
    } else {
      this._ways.delete(`${id} ${sink}`);
    }
  }

  /** What is not agreed to any more has been forgotten. */
  follow(
    granted: { readonly [schemaId: string]: boolean },
    refused: IRefused
  ): void {
    for (const [way, { schema_id, sink }] of this._ways) {
      if (!granted[schema_id] || refused[schema_id]?.includes(sink)) {
        this._ways.delete(way);
      }
    }
  }

  private readonly _ways = new Map<string, ILiveRow>();
}
