import type { Status } from '../reasons.js';

/** A receiver's verdict on one event. */
export interface IResult {
  readonly status: Status;
  readonly error?: string;
}

/**
 * What became of a batch: taken, with a verdict for each event in order if the
 * receiver gives any; to be tried again; too big; or refused as a whole.
 */
export type Outcome =
  | { readonly kind: 'delivered'; readonly results?: readonly IResult[] }
  | { readonly kind: 'retry'; readonly after?: number; readonly reason: string }
  | { readonly kind: 'split' }
  | { readonly kind: 'aside'; readonly reason: string };

const MAX_AFTER = 60 * 60_000;

/**
 * The outcome of an HTTP status, or null for a success whose body tells.
 *
 * Only what repeating cannot mend is set aside; a status that nobody expects is
 * held, because events that were set aside are lost.
 */
export function httpOutcome(
  status: number,
  retryAfter: string | null,
  now: number
): Outcome | null {
  if (status === 200) {
    return null;
  }
  const reason = `HTTP ${status}`;
  if (status === 413) {
    return { kind: 'split' };
  }
  if (status === 400 || status === 415) {
    return { kind: 'aside', reason };
  }
  return { kind: 'retry', after: parseRetryAfter(retryAfter, now), reason };
}

/** Milliseconds of a Retry-After header: seconds, or a date. */
function parseRetryAfter(
  header: string | null,
  now: number
): number | undefined {
  if (header === null) {
    return undefined;
  }
  const wait = /^[0-9]+$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - now;
  return Number.isNaN(wait)
    ? undefined
    : Math.min(Math.max(wait, 0), MAX_AFTER);
}
