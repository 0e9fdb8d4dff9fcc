import type { IPolicyView } from '@jupyter-eventlog/core';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import { Answering } from './answering.js';
import { confirmed } from './feedback.js';
import type { IHeadline } from './headline.js';
import type { IKind } from './kinds.js';
import { acceptable, isNotice, isOpen, kindsOf, waits } from './kinds.js';
import type { IPrompt } from './prompt.js';
import { promptText } from './prompt.js';
import type { IScope } from './replies.js';
import { ALL, EACH, destinationKey } from './replies.js';
import { circumstances } from './qualifiers.js';
import { situationOf } from './situation.js';
import type { IConsentSource, Surface } from './source.js';
import { consentState } from './state.js';
import type { IWords } from './words.js';

/** What the model needs. */
export interface IConsentModelOptions {
  source: IConsentSource;
  words: IWords;

  /** The clock; the default is the system's. */
  now?: () => Date;

  /** Waits before a withdrawal is tried again; the default is five seconds. */
  pause?: () => Promise<void>;
}

/** Present answers and requests of one person, and the ways to change them. */
export class ConsentModel implements IDisposable {
  constructor(options: IConsentModelOptions) {
    this.words = options.words;
    this._source = options.source;
    this._now = options.now ?? (() => new Date());
    this._pause =
      options.pause ??
      (() => new Promise(resolve => setTimeout(resolve, 5000)));
    this._answering = new Answering({
      source: this._source,
      words: this.words,
      kinds: () => this.kinds,
      time: () => this._time(),
      pause: this._pause,
      say: feedback => this._say(feedback),
      stored: () => this._answered.emit(),
      settled: () => this._changed.emit()
    });
    this._source.policyChanged.connect(this._onSource, this);
    this._source.consentChanged.connect(this._onSource, this);
  }

  /** The language of the interface. */
  readonly words: IWords;

  /** Emitted when anything below has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when the server has stored an answer that was given here. */
  get answered(): ISignal<this, void> {
    return this._answered;
  }

  /** What may be recorded here, and where each of it stands. */
  get kinds(): IKind[] {
    return this.policy ? kindsOf(this.policy, this._source.consent) : [];
  }

  /** The first two lines. */
  get headline(): IHeadline {
    const { policy, consent, state } = this._source;
    return consentState(policy, consent, state, this.words);
  }

  /** What stands beneath the headline, beside what leaves the operator. */
  get qualifiers(): string[] {
    const { policy, consent, state } = this._source;
    return circumstances(situationOf(policy, consent, state), this.words);
  }

  /** The question to put to the person now, if any. */
  get prompt(): IPrompt | null {
    const { policy, consent, state } = this._source;
    return promptText(policy, consent, state, this.words);
  }

  /** Whether there is no server: answers are kept in this browser, records nowhere. */
  get isLite(): boolean {
    return this._source.hasServer === false;
  }

  /** What is wrong with the policy, a sentence each, as far as it is known here. */
  get mistakes(): readonly string[] {
    return this._source.mistakes ?? [];
  }

  /** How many records of this page are on their way somewhere. */
  get waiting(): number {
    return this._source.waiting ?? 0;
  }

  /** The policy, once the server has given it. */
  get policy(): IPolicyView | null {
    return this._source.state === 'ready' ? this._source.policy : null;
  }

  /** What the last answer has come to, for the status line. */
  get feedback(): string {
    return this._feedback;
  }

  /** Whether an answer for a kind is on its way. */
  isPending(id: string): boolean {
    return this._answering.isPending(id);
  }

  /** Say yes to all that is asked and that one yes may cover. */
  async accept(surface: Surface): Promise<void> {
    await this._answering.answer(
      this.kinds.filter(acceptable),
      'yes',
      ALL,
      surface
    );
  }

  /** Say no to all that is asked. */
  async decline(surface: Surface): Promise<void> {
    // A no to all would take back what was agreed to before.
    const scope = this.kinds.some(({ status }) => status === 'on') ? EACH : ALL;
    await this._answering.answer(
      this.kinds.filter(waits),
      'no',
      scope,
      surface
    );
  }

  /** What starts by notice and was not told of in this session. */
  get untold(): IKind[] {
    return this.kinds.filter(kind => isOpen(kind) && isNotice(kind));
  }

  /** All that a notice tells of, in a text that changes when any of it does. */
  get notice(): string {
    return this.untold.map(({ disclosure }) => disclosure.digest).join(' ');
  }

  /** A notice was in sight for long enough. Nothing of it starts before the next session. */
  async shown(surface: Surface): Promise<void> {
    await this._answering.note('shown', this.untold, surface);
  }

  /** A notice was put away by its OK, which says no more than that it was read. */
  async confirm(surface: Surface): Promise<void> {
    const isStored = await this._answering.note('shown', this.untold, surface);
    this._say(
      isStored ? this._confirmed('told') : this.words.say('feedback.not-stored')
    );
  }

  /** It was read that a kind is recorded although it was refused. */
  async confirmRequired(id: string): Promise<void> {
    const kinds = this.kinds.filter(one => one.id === id && one.refused);
    if (!(await this._answering.note('shown', kinds, 'panel'))) {
      this._say(this.words.say('feedback.not-stored'));
    }
  }

  /** A request was put away without an answer. */
  async close(): Promise<void> {
    await this._answering.note('closed', this.kinds.filter(isOpen), 'toast');
  }

  /** Say no to everything that is or could be recorded. */
  async turnOff(surface: Surface): Promise<void> {
    const choices = this.kinds.filter(
      ({ status }) => status !== 'always' && status !== 'off'
    );
    await this._answering.answer(choices, 'no', ALL, surface);
  }

  /** Let recording rest, here at once and everywhere once the server has it. */
  async pause(): Promise<void> {
    const turn = ++this._pausing;
    this._say(this.words.say('feedback.paused-here'));
    while (!(await this._answering.tell(() => this._source.setPaused(true)))) {
      // Who has resumed meanwhile wants no pause any more.
      if (turn !== this._pausing) {
        return;
      }
      this._say(this.words.say('feedback.paused-trying'));
      await this._pause();
      if (this._isDisposed) {
        return;
      }
    }
    this._say(this._confirmed('paused'));
  }

  /** Let recording go on; it does once the server has said so. */
  async resume(): Promise<void> {
    this._pausing++;
    const isStored = await this._answering.tell(() =>
      this._source.setPaused(false)
    );
    this._say(
      isStored
        ? this._confirmed('resumed')
        : this.words.say('feedback.not-resumed')
    );
  }

  /** Answer for one kind. */
  async set(id: string, on: boolean, surface: Surface): Promise<void> {
    const kinds = this.kinds.filter(kind => kind.id === id);
    await this._answering.answer(kinds, on ? 'yes' : 'no', EACH, surface);
  }

  /** Answer for all that a purpose has now; a no also for what it will have. */
  async setPurpose(id: string, on: boolean, surface: Surface): Promise<void> {
    const kinds = this.kinds.filter(
      ({ disclosure, status }) =>
        disclosure.purpose?.id === id && status !== 'always'
    );
    const scope: IScope = { scope: 'purpose', target: id };
    await this._answering.answer(kinds, on ? 'yes' : 'no', scope, surface);
  }

  /** Let a place outside the operator have records, or have no more. */
  async setDestination(
    name: string,
    on: boolean,
    surface: Surface
  ): Promise<void> {
    const kinds = this.kinds.filter(({ disclosure }) =>
      disclosure.destinations.some(one => one.name === name)
    );
    const scope: IScope = { scope: 'destination', target: name };
    await this._answering.answer(kinds, on ? 'yes' : 'no', scope, surface);
  }

  /** Whether an answer for a destination is on its way. */
  isDestinationPending(name: string): boolean {
    return this._answering.isPending(destinationKey(name));
  }

  /** Ask the server again. */
  async retry(): Promise<void> {
    await this._source.refresh();
  }

  /** Whether the model has been disposed. */
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Let go of the source. */
  dispose(): void {
    this._isDisposed = true;
    this._answering.dispose();
    Signal.clearData(this);
  }

  private _say(feedback: string): void {
    this._feedback = feedback;
    this._changed.emit();
  }

  private _confirmed(what: 'told' | 'paused' | 'resumed'): string {
    const { isLite } = this;
    return confirmed(what, { time: this._time(), isLite }, this.words);
  }

  private _time(): string {
    return this.words.clock(this._now().toISOString());
  }

  private _onSource(): void {
    // What the server once confirmed says nothing while it is silent.
    if (this._source.state === 'unknown' && this._answering.isIdle) {
      this._feedback = '';
    }
    this._changed.emit();
  }

  private readonly _source: IConsentSource;
  private readonly _now: () => Date;
  private readonly _answering: Answering;
  private readonly _pause: () => Promise<void>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _answered = new Signal<this, void>(this);
  private _pausing = 0;
  private _feedback = '';
  private _isDisposed = false;
}
