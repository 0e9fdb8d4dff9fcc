import { NAMES, REASONS } from './generated/reasons.js';

/** What became of an event. */
export type Status = keyof typeof REASONS;

/** Each status in a sentence. */
export const STATUSES: Readonly<Record<Status, string>> = REASONS;

/** Whether a value is a status. */
export function isStatus(value: unknown): value is Status {
  return (NAMES as readonly unknown[]).includes(value);
}
