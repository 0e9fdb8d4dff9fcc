import type { Outcome } from './dispatch/outcome.js';
import type { IPorts } from './ports.js';
import type { ISendOptions, ISink } from './sink.js';
import type { IRecord } from './types.js';

interface ITimer {
  readonly due: number;
  readonly callback: () => void;
}

/** Ports whose clock stands still until it is told to go on. */
export class FakePorts implements IPorts {
  /** What a developer was told. */
  readonly warnings: string[] = [];

  /** How many timers run. */
  get timers(): number {
    return this._timers.size;
  }

  now = (): number => this._now;

  random = (length: number): Uint8Array =>
    Uint8Array.from(
      { length },
      () => (this._seed = (this._seed * 73 + 41) % 256)
    );

  delay = (milliseconds: number, callback: () => void): (() => void) => {
    const timer = { due: this._now + milliseconds, callback };
    this._timers.add(timer);
    return () => this._timers.delete(timer);
  };

  warn = (message: string): void => {
    this.warnings.push(message);
  };

  /** Let time pass, and all that it sets going come to rest. */
  async advance(milliseconds: number): Promise<void> {
    const end = this._now + milliseconds;
    await settled();
    for (;;) {
      const due = [...this._timers].filter(one => one.due <= end);
      if (due.length === 0) {
        break;
      }
      const next = due.reduce((a, b) => (b.due < a.due ? b : a));
      this._timers.delete(next);
      this._now = next.due;
      next.callback();
      await settled();
    }
    this._now = end;
  }

  private readonly _timers = new Set<ITimer>();
  private _now = Date.UTC(2026, 10, 24, 12);
  private _seed = 7;
}

/** A sink that remembers what it was sent and answers as it is told. */
export class FakeSink implements ISink {
  constructor(
    readonly name = 'fake',
    readonly isLast = false
  ) {}

  readonly destination = 'a test';
  readonly thirdParty = false;

  /** The batches that were sent, and with what. */
  readonly sent: { batch: readonly IRecord[]; options: ISendOptions }[] = [];

  /** Answers the next batches; afterwards all are stored. */
  readonly answers: ((
    batch: readonly IRecord[]
  ) => Outcome | Promise<Outcome>)[] = [];

  /** All events that were sent, in order. */
  get records(): IRecord[] {
    return this.sent.flatMap(({ batch }) => batch);
  }

  async send(
    batch: readonly IRecord[],
    options: ISendOptions = {}
  ): Promise<Outcome> {
    this.sent.push({ batch, options });
    const answer = this.answers.shift();
    return answer
      ? answer(batch)
      : { kind: 'delivered', results: batch.map(() => ({ status: 'stored' })) };
  }
}

/** After all that is ready to run has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve();
  }
}
