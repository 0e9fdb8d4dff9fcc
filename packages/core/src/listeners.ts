import { snapshot } from './json.js';
import type { Status } from './reasons.js';
import type { ILiveRow, IRecord, JSONObject, RowState } from './types.js';

/** Those who follow events; they see copies and cannot disturb one another. */
export class Listeners {
  /** Follow. The result ends it. */
  add(listener: (row: ILiveRow) => void): () => void {
    // The same function may follow twice.
    const follower = (row: ILiveRow): void => listener(row);
    this._followers.add(follower);
    return () => {
      this._followers.delete(follower);
    };
  }

  /** Tell everybody where an event stands. */
  tell(record: IRecord, sink: string, state: RowState, status?: Status): void {
    const { id, schema_id, version, time } = record;
    for (const follower of [...this._followers]) {
      try {
        follower({
          id,
          schema_id,
          version,
          data: snapshot(record.data) as JSONObject,
          redacted: [...record.redacted],
          time,
          sink,
          state,
          status
        });
      } catch {
        // Who watches must not stop what is watched.
      }
    }
  }

  /** Let everybody go. */
  clear(): void {
    this._followers.clear();
  }

  private readonly _followers = new Set<(row: ILiveRow) => void>();
}
