import type { IConsentView, IPolicyView } from '@jupyter-eventlog/core';
import type { ServiceState } from './headline.js';
import type { IKind } from './kinds.js';
import { acceptable, isNotice, isOpen } from './kinds.js';
import type { MessageId } from './messages.js';
import { plain } from './messages.js';
import type { IOperator } from './operator.js';
import { operatorOf } from './operator.js';
import { purposesOf, purposeShort } from './purposes.js';
import type { ISituation } from './situation.js';
import { situationOf } from './situation.js';
import { lowerFirst } from './widening.js';
import type { IWords } from './words.js';

/** An answer that stands beside the question. */
export type PromptButton = 'accept' | 'decline' | 'ok' | 'say-no' | 'details';

/** The question or notice, as a notification shows it. */
export interface IPrompt {
  readonly text: string;

  /** Whether enough fits into the text for an Accept to stand beside it. */
  readonly acceptable: boolean;
  readonly buttons: readonly PromptButton[];
}

/** The host cuts a notification after this many characters. */
const LONGEST = 140;
const LONGEST_OPERATOR = 24;
const LONGEST_PURPOSE = 30;
const MOST_PURPOSES = 2;

/** What is not asked in passing. */
const DELICATE = [
  'unclassified',
  'user-content',
  'user-identifiable-information',
  'user-identifier'
];

/** The question to put to a person now, or null when there is none. */
export function prompt(situation: ISituation, words: IWords): IPrompt | null {
  const { service, kinds, muted, quiet, temporary, minors, signal } = situation;
  const operator = operatorOf(situation, words);
  const unseen = kinds.filter(
    ({ id, status, refused }) =>
      (status === 'always' || refused) && situation.unseen.includes(id)
  );
  // Who has just paused is not asked for more.
  if (service !== 'ready' || muted || quiet || situation.paused !== null) {
    return null;
  }
  if (unseen.length > 0) {
    return notice(unseen, operator, words);
  }
  const asked = kinds.filter(isOpen);
  if (asked.length === 0 || temporary || minors || signal) {
    return null;
  }
  return asked.every(isNotice)
    ? optOut(asked, operator, words)
    : optIn(asked, operator, words);
}

/** The question that the service's answers leave open. */
export function promptText(
  policy: IPolicyView | null,
  consent: IConsentView | null,
  service: ServiceState,
  words: IWords
): IPrompt | null {
  return prompt(situationOf(policy, consent, service), words);
}

function optIn(
  asked: readonly IKind[],
  operator: IOperator,
  words: IWords
): IPrompt {
  const whole =
    asked.every(acceptable) &&
    withFacts('prompt.opt-in', asked, operator, words);
  if (whole) {
    const buttons: PromptButton[] = ['accept', 'decline', 'details'];
    return { text: whole, acceptable: true, buttons };
  }
  const bare = asked.some(({ status }) => status === 'changed')
    ? words.say('prompt.changed', operator.name)
    : words.say('prompt.opt-in.bare', operator.name);
  const text = fits(bare) ? bare : words.say('prompt.opt-in.long');
  return { text, acceptable: false, buttons: ['decline', 'details'] };
}

function optOut(
  asked: readonly IKind[],
  operator: IOperator,
  words: IWords
): IPrompt {
  const whole = withFacts('prompt.opt-out', asked, operator, words);
  if (whole) {
    const buttons: PromptButton[] = ['ok', 'say-no', 'details'];
    return { text: whole, acceptable: false, buttons };
  }
  const bare = words.say('prompt.opt-out.bare', operator.inline);
  const text = fits(bare) ? bare : words.say('prompt.opt-out.long');
  // An OK would count as having seen what the text does not say.
  return { text, acceptable: false, buttons: ['say-no', 'details'] };
}

function notice(
  unseen: readonly IKind[],
  operator: IOperator,
  words: IWords
): IPrompt {
  const texts = [
    words.say('prompt.required', operator.name, titles(unseen, words)),
    words.say('prompt.required.bare', operator.name)
  ];
  return {
    text: texts.find(fits) ?? words.say('prompt.required.long'),
    acceptable: false,
    // What became of a no is told where the date and the reason stand.
    buttons: unseen.some(({ refused }) => refused)
      ? ['details']
      : ['ok', 'details']
  };
}

/** The text with all the facts, or null when they do not fit. */
function withFacts(
  id: 'prompt.opt-in' | 'prompt.opt-out',
  asked: readonly IKind[],
  operator: IOperator,
  words: IWords
): string | null {
  const purposes = purposesOf(asked).map(one => purposeShort(one, words));
  const short =
    operator.named &&
    operator.name.length <= LONGEST_OPERATOR &&
    purposes.length <= MOST_PURPOSES &&
    purposes.every(purpose => purpose.length <= LONGEST_PURPOSE);
  if (!short || !asked.every(isHarmless)) {
    return null;
  }
  const others = thirdParties(asked);
  const message: MessageId = others.length > 0 ? `${id}.third` : id;
  // The opt-out text names the operator within the sentence.
  const name = id === 'prompt.opt-in' ? operator.name : operator.inline;
  const text = words.say(
    message,
    words.list([name, ...others]),
    titles(asked, words),
    words.list(purposes)
  );
  return fits(text) ? text : null;
}

/** Whether a kind can be asked about in passing. */
function isHarmless({ disclosure, status }: IKind): boolean {
  const { fields, user, destinations, purpose } = disclosure;
  return (
    status === 'asked' &&
    purpose !== null &&
    user !== 'keep' &&
    !destinations.some(({ unknown }) => unknown) &&
    !fields.some(({ categories }) =>
      categories.some(category => DELICATE.includes(category))
    )
  );
}

function titles(kinds: readonly IKind[], words: IWords): string {
  return words.list(
    kinds.map(({ disclosure }) => lowerFirst(disclosure.title))
  );
}

function thirdParties(asked: readonly IKind[]): string[] {
  const names = asked.flatMap(({ disclosure }) =>
    disclosure.destinations
      .filter(to => to.third_party)
      .map(to =>
        plain(to.run_by ? `${to.destination} (${to.run_by})` : to.destination)
      )
  );
  return [...new Set(names)];
}

function fits(text: string): boolean {
  return text.length <= LONGEST;
}
