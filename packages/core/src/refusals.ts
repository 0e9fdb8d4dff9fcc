import type { Counters } from './counters.js';
import type { IDrop } from './types.js';

/** Counts the events that a stage refused, and tells developers of mistakes. */
export class Refusals {
  constructor(
    private readonly _counters: Counters,
    private readonly _warn: (message: string) => void
  ) {}

  /** Note one refused event. */
  add(schemaId: string, { status, error }: IDrop): void {
    this._counters.count(schemaId, status);
    const message = `${schemaId}: ${error ?? status}`;
    // An emitter that errs does so often.
    if (status === 'invalid' && !this._told.has(message)) {
      this._told.add(message);
      this._warn(`An event was left out: ${message}`);
    }
  }

  private readonly _told = new Set<string>();
}
