/** What a server said of the time, and when it was asked and answered. */
export interface IServerTime {
  /** Milliseconds since 1970, by the server's clock. */
  readonly time: number;

  /** Milliseconds since 1970, by this page's clock. */
  readonly asked: number;
  readonly answered: number;
}

/** Less than this is no wrong clock, but the way to the server. */
const TOLERANCE = 1_000;

/**
 * Milliseconds to add to this page's clock to get the server's; 0 where the
 * difference is no greater than what cannot be known.
 */
export function clockOffset({ time, asked, answered }: IServerTime): number {
  const doubt = Math.max(0, answered - asked) / 2;
  const offset = time - (asked + answered) / 2;
  // A difference that is no number is none.
  return Math.abs(offset) > TOLERANCE + doubt ? Math.round(offset) : 0;
}
