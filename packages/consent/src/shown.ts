import { shortAnswers } from './answers.js';
import { changedWords } from './changed.js';
import { facts, fieldFacts } from './facts.js';
import { contactWords, groundWords } from './ground.js';
import type { IKind } from './kinds.js';
import { isNotice } from './kinds.js';
import { outsideOf } from './leaving.js';
import { plain } from './messages.js';
import type { IOperator } from './operator.js';
import { operatorOf } from './operator.js';
import type { PromptButton } from './prompt.js';
import { prompt } from './prompt.js';
import { qualifiers } from './qualifiers.js';
import type { ISituation } from './situation.js';
import { headline } from './state.js';
import { widerWords } from './widening.js';
import type { IWords } from './words.js';

/** The notification as plain text; empty when there is none. */
export function toastText(situation: ISituation, words: IWords): string {
  const found = prompt(situation, words);
  return found === null
    ? ''
    : `${found.text}\n${buttonsText(found.buttons, words)}`;
}

/** The panel as plain text: headline, short answers, and each card opened. */
export function panelText(situation: ISituation, words: IWords): string {
  const { kinds } = situation;
  const operator = operatorOf(situation, words);
  const changed = changedWords(kinds, words);
  const { line1, line2 } = headline(situation, words);
  const first = [
    line1,
    line2,
    ...qualifiers(situation, words),
    ...outsideOf(kinds, operator, words).map(({ line }) => line),
    words.say('panel.scope')
  ].filter(Boolean);
  const parts = [
    first.join('\n'),
    ...(kinds.length > 0 ? [answersText(kinds, operator, words)] : []),
    ...kinds.map(kind => cardText(kind, operator, words)),
    ...(changed ? [[changed.title, ...changed.lines].join('\n')] : [])
  ];
  return parts.join('\n\n');
}

/** The short answers as plain text, with who vouches for each. */
export function answersText(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): string {
  const signs = { checked: '✓', stated: '”' };
  return [
    words.say('answers.title'),
    ...shortAnswers(kinds, operator, words).map(
      ({ question, answer, basis }) => `${signs[basis]} ${question}: ${answer}`
    ),
    words.say('answers.checked.legend'),
    words.say('answers.stated.legend', statedBy(operator, words))
  ].join('\n');
}

/** A card as plain text. */
export function cardText(
  kind: IKind,
  operator: IOperator,
  words: IWords
): string {
  const { title, description, mode } = kind.disclosure;
  const fields = fieldFacts(kind.disclosure, words).map(
    ({ name, description: more, how, what }) =>
      `- ${name}: ${[how, what, more].filter(Boolean).join('. ')}`
  );
  return [
    `${plain(title)} [${statusWords(kind, words)}]`,
    plain(description),
    ...(mode === 'required' ? requiredText(kind, operator, words) : []),
    `${words.say('card.recorded')}:`,
    ...(fields.length > 0 ? fields : [`- ${words.say('card.nothing')}`]),
    ...facts(kind, operator.name, words).map(
      ({ term, lines }) => `${term}: ${lines.join(' · ')}`
    )
  ]
    .filter(Boolean)
    .join('\n');
}

/** Where a kind stands, in words. */
export function statusWords(kind: IKind, words: IWords): string {
  const { disclosure, status, wider } = kind;
  if (status === 'asked' && isNotice(kind)) {
    return words.say('status.notice');
  }
  if (status !== 'changed') {
    return words.say(`status.${status}`);
  }
  const parts = wider.map(one => widerWords(one, disclosure, words));
  return parts.length > 0
    ? words.say('status.changed', words.list(parts))
    : words.say('status.asked');
}

/** Why something cannot be refused. */
export function requiredText(
  { disclosure, refused }: IKind,
  operator: IOperator,
  words: IWords
): string[] {
  const reason = words.operatorText(disclosure.reason);
  return [
    ...(!refused
      ? []
      : [
          words.say(
            'required.anyway',
            words.day(refused),
            operator.name,
            reason
          )
        ]),
    `${words.say('card.reason')}: ${words.say('quoted', reason)}`,
    `${words.say('card.ground')}: ${groundWords(disclosure, operator, words)}`,
    contactWords(operator, words)
  ];
}

/** Who vouches for what is stated. */
export function statedBy(operator: IOperator, words: IWords): string {
  return operator.self ? words.say('operator.self.stated') : operator.inline;
}

function buttonsText(buttons: readonly PromptButton[], words: IWords): string {
  return buttons.map(id => `[${words.say(`button.${id}`)}]`).join(' ');
}
