const BASE = 1_000;
const CAP = 5 * 60_000;

/**
 * How long to wait before the next attempt: full jitter, so that browsers which
 * failed together do not return together, and no sooner than the server asks.
 *
 * `random` is from 0 to 1.
 */
export function backoff(failures: number, random: number, atLeast = 0): number {
  const ceiling = Math.min(CAP, BASE * 2 ** Math.min(failures, 30));
  return Math.max(atLeast, Math.round(random * ceiling));
}
