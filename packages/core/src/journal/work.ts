import type { IPorts } from '../ports.js';

/** A browser that takes longer for one transaction does not come back. */
const PATIENCE = 10_000;

/** Does one thing after the other; the first that fails is the last. */
export class Work {
  constructor(
    private readonly _ports: IPorts,
    private readonly _failed: (error: unknown) => void
  ) {}

  /** Whether something has failed. */
  get isStopped(): boolean {
    return this._isStopped;
  }

  /** Settles when all that is known now is done. */
  get done(): Promise<void> {
    return this._done;
  }

  /** Do something after all that is known now. */
  add(task: () => Promise<void>): void {
    this._done = this._done.then(async () => {
      if (this._isStopped) {
        return;
      }
      try {
        await this._inTime(task());
      } catch (error) {
        this.stop(error);
      }
    });
  }

  /** The same, unless it waits already. */
  once(name: string, task: () => Promise<void>): void {
    if (!this._waiting.has(name)) {
      this._waiting.add(name);
      this.add(() => {
        this._waiting.delete(name);
        return task();
      });
    }
  }

  /** Do nothing more. */
  stop(error: unknown): void {
    if (!this._isStopped) {
      this._isStopped = true;
      this._failed(error);
    }
  }

  private _inTime(task: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this._ports.delay(PATIENCE, () =>
        reject(new Error('no answer'))
      );
      task.then(resolve, reject).finally(cancel);
    });
  }

  private readonly _waiting = new Set<string>();
  private _done: Promise<void> = Promise.resolve();
  private _isStopped = false;
}
