import type { IConsentView, IPolicyView } from '@jupyter-eventlog/core';
import { lowerFirst } from './catalogue';
import type { ServiceState } from './headline';
import type { IKind } from './kinds';
import { acceptable, kindsOf, waits } from './kinds';
import type { IOperator } from './operator';
import { operatorOf } from './operator';
import { purposesOf, purposeShort } from './purposes';
import type { IWords } from './words';

/** The first-run question, as a notification shows it. */
export interface IPrompt {
  readonly text: string;

  /** Whether enough fits into the text for an Accept to stand beside it. */
  readonly acceptable: boolean;
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
export function promptText(
  policy: IPolicyView | null,
  consent: IConsentView | null,
  service: ServiceState,
  words: IWords
): IPrompt | null {
  if (service !== 'ready' || policy === null || consent === null) {
    return null;
  }
  const asked = kindsOf(policy, consent).filter(waits);
  if (asked.length === 0 || !consent.prompt || policy.mute_prompt) {
    return null;
  }
  const operator = operatorOf(policy, words);
  const whole = fitting(asked, operator, words);
  return whole === null
    ? { text: withoutFacts(asked, operator, words), acceptable: false }
    : { text: whole, acceptable: true };
}

/** The text with all the facts, or null when they do not fit. */
function fitting(
  asked: readonly IKind[],
  operator: IOperator,
  words: IWords
): string | null {
  const { trans } = words;
  const purposes = purposesOf(asked).map(one => purposeShort(one, words));
  const short =
    operator.named &&
    operator.name.length <= LONGEST_OPERATOR &&
    purposes.length <= MOST_PURPOSES &&
    purposes.every(purpose => purpose.length <= LONGEST_PURPOSE);
  if (!short || !asked.every(plain)) {
    return null;
  }
  const what = words.list(
    asked.map(({ disclosure }) => lowerFirst(disclosure.title))
  );
  const why = words.list(purposes);
  const others = thirdParties(asked);
  const text =
    others.length > 0
      ? trans.__(
          '%1 ask to record %2, %3. Off unless you accept.',
          words.list([operator.name, ...others]),
          what,
          why
        )
      : trans.__(
          '%1 asks to record %2, %3. Off unless you accept. Lab works the same either way.',
          operator.name,
          what,
          why
        );
  return text.length <= LONGEST ? text : null;
}

/** Whether a kind can be asked about in passing. */
function plain(kind: IKind): boolean {
  const { fields, user, destinations } = kind.disclosure;
  return (
    kind.status === 'asked' &&
    acceptable(kind) &&
    user !== 'keep' &&
    !destinations.some(({ unknown }) => unknown) &&
    !fields.some(({ categories }) =>
      categories.some(category => DELICATE.includes(category))
    )
  );
}

function withoutFacts(
  asked: readonly IKind[],
  operator: IOperator,
  { trans }: IWords
): string {
  const more = asked.some(({ status }) => status === 'changed');
  const text = more
    ? trans.__(
        '%1 wants to record more than you agreed to. That part stays off unless you accept. See what and why first.',
        operator.name
      )
    : trans.__(
        '%1 asks to record some of your activity. It stays off unless you accept. See what and why first.',
        operator.name
      );
  return text.length <= LONGEST
    ? text
    : trans.__(
        'You are asked to let some of your activity be recorded. It stays off unless you accept. See who asks, what and why first.'
      );
}

function thirdParties(asked: readonly IKind[]): string[] {
  const names = asked.flatMap(({ disclosure }) =>
    disclosure.destinations
      .filter(to => to.third_party)
      .map(to =>
        to.run_by ? `${to.destination} (${to.run_by})` : to.destination
      )
  );
  return [...new Set(names)];
}
