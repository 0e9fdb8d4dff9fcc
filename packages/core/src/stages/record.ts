import { uuid } from '../ids.js';
import { coarsened, timeText } from '../time.js';
import type { IKept, IRecord } from '../types.js';

/** What an emitter asserts about itself. */
export interface IAssertion {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly session: string;

  /** Milliseconds to add to the emitter's clock to get the server's. */
  readonly offset: number;

  /** The number of this event in its session. */
  readonly sequence: number;

  /** So many random bytes. */
  readonly random: (length: number) => Uint8Array;
}

/**
 * The event as it is sent to a receiver that makes the capsule: it gets what it
 * will be recognised by, and no more.
 */
export function record({ draft, entry }: IKept, said: IAssertion): IRecord {
  const { schema_id, version, data, redacted } = draft;
  const bytes = said.random(16);
  const now = said.now + said.offset;
  return {
    // A UUIDv7 holds the time to the millisecond, which coarsening is to hide.
    id: entry.time === 'exact' ? uuid7(now, bytes) : uuid(4, bytes),
    time: coarsened(
      shifted(draft.time, said.offset) ?? timeText(now),
      entry.time
    ),
    session: said.session,
    sequence: said.sequence,
    schema_id,
    version,
    data,
    redacted
  };
}

/** A time by the emitter's clock, by the server's; exact where they agree. */
function shifted(time: string | undefined, offset: number): string | undefined {
  return time === undefined || offset === 0
    ? time
    : timeText(Date.parse(time) + offset);
}

/** A UUIDv7: ids that sort by the time they were made. */
function uuid7(now: number, random: Uint8Array): string {
  const time = Math.floor(now).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${uuid(7, random).slice(13)}`;
}
