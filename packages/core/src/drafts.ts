import { JSONError, snapshot, versionText } from './json.js';
import { normalTime, timeText } from './time.js';
import type { IDraft } from './types.js';

/** What an emitter says of an event. */
export interface IEmitted {
  readonly schemaId: string;
  readonly version: string | number;
  readonly data: object;

  /** When it happened, RFC 3339; the default is now. */
  readonly time?: string;
}

/**
 * A private copy of what was emitted.
 *
 * Throws JSONError, which holds no value, for data outside the JSON profile and
 * for what is no time.
 */
export function makeDraft(
  emitted: IEmitted,
  session: string,
  now: number
): IDraft {
  const time =
    emitted.time === undefined ? timeText(now) : normalTime(emitted.time);
  if (time === null) {
    throw new JSONError('time: must be an RFC 3339 time');
  }
  return {
    schema_id: emitted.schemaId,
    version: versionText(emitted.version) ?? '',
    data: snapshot(emitted.data),
    time,
    session
  };
}
