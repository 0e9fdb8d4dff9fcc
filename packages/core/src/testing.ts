import type { Outcome } from './dispatch/outcome.js';
import type { IDevice } from './journal/device.js';
import type { IPorts } from './ports.js';
import type { ISendOptions, ISink } from './sink.js';
import type { IRecord } from './types.js';

interface ITimer {
  readonly due: number;
  readonly callback: () => void;
}

/** Ports whose clock stands still until it is told to go on. */
export class FakePorts implements IPorts {
  constructor(private _seed = 7) {}

  /** What a developer was told. */
  readonly warnings: string[] = [];

  /** How many timers run. */
  get timers(): number {
    return this._timers.size;
  }

  now = (): number => this._now;

  random = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => this._byte());

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

  /** A small generator of which nobody expects that it cannot be guessed. */
  private _byte(): number {
    this._seed = (Math.imul(this._seed, 1664525) + 1013904223) | 0;
    return this._seed >>> 24;
  }

  private readonly _timers = new Set<ITimer>();
  private _now = Date.UTC(2026, 10, 24, 12);
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

type Hear = (message: unknown) => void;

/** A browser whose tabs share locks and channels. */
export class FakeBrowser {
  constructor(private readonly _has = { locks: true, channels: true }) {}

  /** The device of a new tab, and what ends it without a word. */
  tab(): { device: IDevice; crash: () => void } {
    const ends: (() => void)[] = [];
    const device = {
      locks: this._has.locks ? this._locks(ends) : undefined,
      channel: this._has.channels ? this._channel(ends) : undefined
    };
    return { device, crash: () => ends.splice(0).forEach(end => end()) };
  }

  private _locks(ends: (() => void)[]): NonNullable<IDevice['locks']> {
    return {
      request: async (name, { signal }, held) => {
        const before = this._queues.get(name) ?? Promise.resolve();
        const ended = new Promise<void>(resolve => {
          ends.push(resolve);
          signal.addEventListener('abort', () => resolve());
        });
        const mine = before.then(() =>
          signal.aborted ? undefined : Promise.race([held(), ended])
        );
        this._queues.set(name, mine);
        await mine;
      }
    };
  }

  private _channel(ends: (() => void)[]): NonNullable<IDevice['channel']> {
    return (name, hear) => {
      const heard = this._heard.get(name) ?? new Set<Hear>();
      this._heard.set(name, heard.add(hear));
      const close = (): void => void heard.delete(hear);
      ends.push(close);
      return {
        post: message => {
          const copy: unknown = structuredClone(message);
          const others = [...heard].filter(one => one !== hear);
          others.forEach(one => void Promise.resolve().then(() => one(copy)));
        },
        close
      };
    };
  }

  private readonly _queues = new Map<string, Promise<void>>();
  private readonly _heard = new Map<string, Set<Hear>>();
}

/** After all that is ready to run has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve();
  }
}
