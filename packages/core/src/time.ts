const TIME = new RegExp(
  '^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?' +
    '(?:[Zz]|([+-])([0-9]{2}):([0-9]{2})[Zz]?)$'
);
const MINUTE = 60_000;

/** An RFC 3339 time, in UTC. */
export interface ITime {
  /** The minute, as `YYYY-MM-DDTHH:MM`. */
  readonly minute: string;
  readonly second: number;

  /** The digits after the decimal point. */
  readonly fraction: string;
}

/** Read an RFC 3339 time, or the `+00:00Z` that jupyter_events writes. */
export function readTime(text: string): ITime | null {
  const match = TIME.exec(text);
  if (!match) {
    return null;
  }
  const [, day, hour, minute, second, fraction, sign, ...offsets] = match;
  const [offsetHours, offsetMinutes] = offsets.map(part => Number(part ?? 0));
  if (
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 60 ||
    offsetHours > 23 ||
    offsetMinutes > 59
  ) {
    return null;
  }
  const local = Date.parse(`${day}T${hour}:${minute}:00.000Z`);
  // Date.parse rolls a 30th of February over.
  if (Number.isNaN(local) || iso(local).slice(0, 10) !== day) {
    return null;
  }
  const offset = (offsetHours * 60 + offsetMinutes) * MINUTE;
  const utc = iso(sign === '-' ? local + offset : local - offset);
  // Before the year 1 and after 9999 there is no RFC 3339 in UTC for all.
  return /^[0-9]{4}-/.test(utc) && !utc.startsWith('0000') && day >= '0001'
    ? {
        minute: utc.slice(0, 16),
        second: Number(second),
        fraction: fraction ?? ''
      }
    : null;
}

/** A time as others write it, as we write it: UTC, six digits. */
export function normalTime(text: string): string | null {
  const time = readTime(text);
  if (time === null || time.second > 59 || text.length > 40) {
    return null;
  }
  const second = String(time.second).padStart(2, '0');
  return `${time.minute}:${second}.${time.fraction.slice(0, 6).padEnd(6, '0')}Z`;
}

/** Milliseconds since 1970 as RFC 3339 in UTC with six digits. */
export function timeText(milliseconds: number): string {
  return iso(milliseconds).replace('Z', '000Z');
}

/** A time cut to the start of its hour or day. */
export function coarsened(
  time: string,
  precision: 'exact' | 'hour' | 'day'
): string {
  if (precision === 'exact') {
    return time;
  }
  return precision === 'hour'
    ? `${time.slice(0, 13)}:00:00.000000Z`
    : `${time.slice(0, 10)}T00:00:00.000000Z`;
}

/**
 * When a schema ends, in milliseconds since 1970: a time, or the end of a day.
 *
 * What cannot be read is over: nothing is collected on a date that nobody
 * understands.
 */
export function moment(expires: string): number {
  const text = expires.length > 10 ? expires : `${expires}T23:59:59.999999Z`;
  const time = normalTime(text);
  return time === null ? -Infinity : Date.parse(time);
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
