import * as feedback from './feedback.js';
import type { IKind } from './kinds.js';
import type { IConsentReply, IScope } from './replies.js';
import { ALL, repliesTo, subjectsOf } from './replies.js';
import type { IConsentSource, Surface } from './source.js';
import type { IWords } from './words.js';

/** What answers on their way need. */
export interface IAnsweringOptions {
  readonly source: IConsentSource;
  readonly words: IWords;

  /** All that may be recorded, as it stands now. */
  readonly kinds: () => readonly IKind[];

  /** The time of day, in words. */
  readonly time: () => string;

  /** Waits before a withdrawal is tried again. */
  readonly pause: () => Promise<void>;

  /** Told what an answer has come to so far. */
  readonly say: (feedback: string) => void;

  /** Told that the server has stored something. */
  readonly stored: () => void;

  /** Told that an answer is no longer on its way. */
  readonly settled: () => void;
}

/** Answers on their way to the server. */
export class Answering {
  constructor(private readonly _options: IAnsweringOptions) {}

  /** Whether no answer is on its way. */
  get isIdle(): boolean {
    return this._pending.size === 0;
  }

  /** Whether an answer for a kind or a destination is on its way. */
  isPending(subject: string): boolean {
    return this._pending.has(subject);
  }

  /** A second yes adds nothing to an answer on its way; a no always counts. */
  async answer(
    kinds: readonly IKind[],
    answer: 'yes' | 'no',
    scope: IScope,
    surface: Surface
  ): Promise<void> {
    const free = this._free(subjectsOf(kinds, scope), answer);
    if (free.length === 0) {
      return;
    }
    const told =
      scope.scope === 'destination'
        ? kinds
        : kinds.filter(({ id }) => free.includes(id));
    const replies = repliesTo(told, answer, scope);
    free.forEach(one => this._pending.set(one, answer));
    try {
      await (answer === 'yes'
        ? this._grant(replies, free, scope, surface)
        : this._withdraw(replies, scope, surface));
    } finally {
      free
        .filter(one => this._pending.get(one) === answer)
        .forEach(one => this._pending.delete(one));
      this._options.settled();
    }
  }

  /** What is no answer, but counts. */
  async note(
    answer: 'shown' | 'closed',
    kinds: readonly IKind[],
    surface: Surface
  ): Promise<boolean> {
    return (
      kinds.length === 0 ||
      (await this._send(repliesTo(kinds, answer, ALL), surface))
    );
  }

  /** Tell the server something; false when it has not stored it. */
  async tell(send: () => Promise<void>): Promise<boolean> {
    try {
      await send();
      this._options.stored();
      return true;
    } catch (error) {
      console.warn('The answer was not stored.', error);
      return false;
    }
  }

  /** Repeat nothing any more. */
  dispose(): void {
    this._isDisposed = true;
  }

  /** A yes: said once, and it counts only when the server has stored it. */
  private async _grant(
    replies: IConsentReply[],
    subjects: readonly string[],
    scope: IScope,
    surface: Surface
  ): Promise<void> {
    const { source, words, say } = this._options;
    const isStored = await this._send(replies, surface);
    if (subjects.every(one => this._pending.get(one) !== 'yes')) {
      // All of it was taken back meanwhile, and that is what is told.
      return;
    }
    if (isStored) {
      say(feedback.granted(this._answered(scope), words));
    } else {
      await source.refresh().catch(() => undefined);
      say(words.say('feedback.not-stored'));
    }
  }

  /** A no: it counts in this browser at once, and is repeated until stored. */
  private async _withdraw(
    replies: IConsentReply[],
    scope: IScope,
    surface: Surface
  ): Promise<void> {
    const { words, say, pause } = this._options;
    say(feedback.withdrawing(scope, false, words));
    while (!(await this._send(replies, surface))) {
      say(feedback.withdrawing(scope, true, words));
      await pause();
      if (this._isDisposed) {
        return;
      }
    }
    say(feedback.withdrawn(this._answered(scope), words));
  }

  private _free(subjects: readonly string[], answer: 'yes' | 'no'): string[] {
    return subjects.filter(one =>
      answer === 'no'
        ? this._pending.get(one) !== 'no'
        : !this._pending.has(one)
    );
  }

  private _answered(scope: IScope): feedback.IAnswered {
    const { kinds, time, source } = this._options;
    const isLite = source.hasServer === false;
    return { scope, kinds: kinds(), time: time(), isLite };
  }

  private _send(replies: IConsentReply[], surface: Surface): Promise<boolean> {
    const { source, words } = this._options;
    return this.tell(() => source.setConsent(replies, surface, words.language));
  }

  private readonly _pending = new Map<string, 'yes' | 'no'>();
  private _isDisposed = false;
}
