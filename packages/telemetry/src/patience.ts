import type { IPorts } from '@jupyter-eventlog/core';

/** For how long the last answer of a server that falls silent counts. */
const LIMIT = 30_000;

/** How long to wait in that time before it is asked again. */
const PAUSE = 5_000;

/**
 * Patience with a server that falls silent: one that restarts is no doubt, one
 * that stays away is. No timer runs while it answers.
 */
export class Patience {
  constructor(
    private readonly _ports: IPorts,
    private readonly _ask: () => void
  ) {}

  /** The server has answered, or nobody will ask any more. */
  end(): void {
    this._since = null;
    this._cancel();
  }

  /** The server did not answer. Whether its last answer still counts. */
  lasts(): boolean {
    const now = this._ports.now();
    this._since ??= now;
    this._cancel();
    const isShort = now - this._since < LIMIT;
    if (isShort) {
      this._cancel = this._ports.delay(PAUSE, this._ask);
    }
    return isShort;
  }

  private _since: number | null = null;
  private _cancel: () => void = () => undefined;
}
