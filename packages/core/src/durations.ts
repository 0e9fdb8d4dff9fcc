const HOURS = new Map([
  ['h', 1],
  ['d', 24],
  ['w', 7 * 24],
  ['mo', 30 * 24],
  ['y', 365 * 24]
]);

// Longer ones lead out of the calendar.
const LONGEST = 100 * 365 * 24;

/** Whether a value is a duration as operators write it: `90d`. */
export function isDuration(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[1-9][0-9]{0,4}(h|d|w|mo|y)$/.test(value) &&
    hours(value) <= LONGEST
  );
}

/** A duration in hours; none at all is for ever. */
export function hours(duration: string | null): number {
  const [, number, unit] = /^([0-9]+)([a-z]+)$/.exec(duration ?? '') ?? [];
  return duration === null ? Infinity : Number(number) * HOURS.get(unit)!;
}
