import type { IDisclosure } from '@jupyter-eventlog/core';
import { hours } from '@jupyter-eventlog/core';
import { durationWords, retentionWords, transformWords } from './facts.js';
import type { IKind } from './kinds.js';
import { destinationsOf } from './kinds.js';
import { isMessage, plain } from './messages.js';
import type { IOperator } from './operator.js';
import { purposesOf } from './purposes.js';
import type { IWords } from './words.js';

/** One short answer, and whether software enforces it or somebody said it. */
export interface IAnswer {
  readonly question: string;
  readonly answer: string;
  readonly basis: 'checked' | 'stated';
}

/** What people ask first, answered for everything that can be recorded here. */
export function shortAnswers(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): IAnswer[] {
  const disclosures = kinds.map(({ disclosure }) => disclosure);
  const content = recorded(disclosures, 'user-content', words);
  const pointing = recorded(
    disclosures,
    'user-identifiable-information',
    words
  );
  const unsorted = recorded(disclosures, 'unclassified', words);
  const never = words.say('answers.never');
  return [
    checked(words.say('answers.content'), content ?? never),
    checked(words.say('answers.name'), nameAnswer(disclosures, words)),
    checked(words.say('answers.pointing'), pointing ?? never),
    ...(unsorted === null
      ? []
      : [checked(words.say('answers.unsorted'), unsorted)]),
    ...ownCategories(disclosures).map(one =>
      checked(plain(one), recorded(disclosures, one, words) ?? never)
    ),
    checked(words.say('answers.kept'), keptAnswer(disclosures, words)),
    checked(words.say('answers.stored'), storedAnswer(kinds, words)),
    ...statedAnswers(kinds, operator, words)
  ];
}

function checked(question: string, answer: string): IAnswer {
  return { question, answer, basis: 'checked' };
}

/** What is kept of a category, in words, or null when nothing is. */
function recorded(
  disclosures: readonly IDisclosure[],
  category: string,
  words: IWords
): string | null {
  const found = disclosures.flatMap(({ fields }) =>
    fields
      .filter(({ categories }) => categories.includes(category))
      .map(({ title, path, transform }) =>
        words.say(
          'answers.field',
          title || path,
          transformWords(transform, words)
        )
      )
  );
  return found.length > 0 ? once(found) : null;
}

/** The categories that only an operator or an author knows. */
function ownCategories(disclosures: readonly IDisclosure[]): string[] {
  const found = disclosures.flatMap(({ fields }) =>
    fields.flatMap(({ categories }) => categories)
  );
  return [...new Set(found)]
    .filter(one => !isMessage(`category.${one}`))
    .sort();
}

function nameAnswer(
  disclosures: readonly IDisclosure[],
  words: IWords
): string {
  const modes = disclosures.map(({ user }) => user);
  const user = modes.includes('keep')
    ? [words.say('answers.recorded')]
    : modes.includes('hash')
      ? [words.say('answers.code')]
      : [];
  const fields = recorded(disclosures, 'user-identifier', words);
  const said = [...user, ...(fields === null ? [] : [fields])];
  const isFound =
    !modes.includes('keep') && disclosures.some(one => one.subject_index);
  return [
    ...(said.length > 0 ? said : [words.say('answers.never')]),
    ...(isFound ? [words.say('answers.found')] : [])
  ].join('; ');
}

/** How long, from the shortest to the longest where only time differs. */
function keptAnswer(
  disclosures: readonly IDisclosure[],
  words: IWords
): string {
  const texts = new Set(disclosures.map(one => retentionWords(one, words)));
  const times = disclosures.flatMap(({ retention, sanitize }) =>
    retention && !sanitize ? [retention] : []
  );
  if (texts.size < 2 || times.length < disclosures.length) {
    return [...texts].join('; ');
  }
  const sorted = [...times].sort((a, b) => hours(a) - hours(b));
  return words.say(
    'retention.between',
    durationWords(sorted[0], words),
    durationWords(sorted[sorted.length - 1], words)
  );
}

function storedAnswer(kinds: readonly IKind[], words: IWords): string {
  const places = kinds.flatMap(kind =>
    destinationsOf(kind).map(to => words.place(to))
  );
  return words.list([...new Set(places)]) || words.say('answers.nowhere');
}

function statedAnswers(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): IAnswer[] {
  const stated = (
    question: string,
    key: 'seen_by' | 'used_to_assess'
  ): IAnswer => {
    // Silence about one purpose is told beside what is said of another.
    const unsaid = words.say('answers.unsaid', operator.name);
    const texts = purposesOf(kinds).map(
      one => statedWords(one[key], words) || unsaid
    );
    const isSaid =
      texts.length > 0 && kinds.every(one => one.disclosure.purpose !== null);
    const answer = once([...texts, ...(isSaid ? [] : [unsaid])]);
    return { question, answer, basis: 'stated' };
  };
  return [
    stated(words.say('answers.seen-by'), 'seen_by'),
    stated(words.say('answers.assess'), 'used_to_assess')
  ];
}

/** What an operator states: a text, or a plain yes or no. */
function statedWords(said: unknown, words: IWords): string {
  return typeof said === 'boolean'
    ? words.say(said ? 'yes' : 'no')
    : words.operatorText(said as string);
}

function once(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ');
}
