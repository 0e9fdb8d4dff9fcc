import { snapshot, versionText } from './json.js';
import type { IDraft } from './types.js';

/** An event as it was emitted. */
export interface IEmittedDraft extends IDraft {
  /** Milliseconds since 1970, by this page's clock: its time, unless it has one. */
  readonly at: number;
}

/** What an emitter says of an event. */
export interface IEmitted {
  readonly schemaId: string;
  readonly version: string | number;
  readonly data: object;

  /** When it happened, RFC 3339, by this page's clock; the default is now. */
  readonly time?: string;
}

/**
 * A private copy of what was emitted.
 *
 * Throws JSONError, which holds no value, for data outside the JSON profile.
 */
export function makeDraft(
  emitted: IEmitted,
  session: string,
  at: number
): IEmittedDraft {
  return {
    schema_id: emitted.schemaId,
    version: versionText(emitted.version) ?? '',
    data: snapshot(emitted.data),
    time: emitted.time ?? undefined,
    session,
    at
  };
}
