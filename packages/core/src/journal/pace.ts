import type { IPorts } from '../ports.js';

/**
 * Milliseconds from one change of the device to the next while events follow one
 * another: a transaction costs a page more than the events in it.
 */
const STREAM = 100;

/** The same for what is settled: a crash makes it be sent again, which is no loss. */
const SETTLED = 500;

/** Says when the device is to be changed: once for what can wait together. */
export class Pace {
  constructor(
    private readonly _ports: IPorts,
    private readonly _change: () => void
  ) {}

  /** An event was added; at once where it is one of several of this task. */
  added(sink: string): void {
    // What goes to several sinks is one event.
    const isBurst = this._ofTask.has(sink);
    if (this._ofTask.size === 0) {
      queueMicrotask(() => this._ofTask.clear());
    }
    this._ofTask.add(sink);
    this._within(isBurst ? 0 : STREAM);
  }

  /** Events are settled, and can leave the device. */
  settled(): void {
    this._within(SETTLED);
  }

  /** Change the device now. */
  now(): void {
    this.stop();
    this._change();
  }

  /** The device was changed. */
  changed(): void {
    this._last = this._ports.now();
  }

  /** Wait for nothing any more. */
  stop(): void {
    this._cancel?.();
    this._cancel = null;
    this._due = Infinity;
  }

  private _within(pace: number): void {
    const now = this._ports.now();
    // A clock that was set back must not make it long.
    const rest = Math.min(this._last + pace - now, pace);
    if (rest <= 0) {
      this.now();
    } else if (this._cancel === null || now + rest < this._due) {
      this.stop();
      this._due = now + rest;
      this._cancel = this._ports.delay(rest, () => this.now());
    }
  }

  private readonly _ofTask = new Set<string>();

  /** When the device was last changed from here. */
  private _last = -Infinity;
  private _due = Infinity;
  private _cancel: (() => void) | null = null;
}
