import { coarsened, timeText } from '../time.js';
import type { IKept, IRecord } from '../types.js';

/** What an emitter asserts about itself. */
export interface IStamp {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly session: string;

  /** The number of this event in its session. */
  readonly sequence: number;
  readonly random: (length: number) => Uint8Array;
}

/** The last pure stage: the event gets what it will be recognised by. */
export function capsule({ draft, entry }: IKept, stamp: IStamp): IRecord {
  const { schema_id, version, data, redacted } = draft;
  const bytes = stamp.random(16);
  return {
    // A UUIDv7 holds the time to the millisecond, which coarsening is to hide.
    id: entry.time === 'exact' ? uuid7(stamp.now, bytes) : uuid(4, bytes),
    time: coarsened(draft.time ?? timeText(stamp.now), entry.time),
    session: stamp.session,
    sequence: stamp.sequence,
    schema_id,
    version,
    data,
    redacted
  };
}

/** A UUID of a version from 16 random bytes. */
export function uuid(version: number, random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'));
  return digits
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A UUIDv7: ids that sort by the time they were made. */
function uuid7(now: number, random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  return uuid(7, bytes);
}
