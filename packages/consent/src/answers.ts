import type { IDisclosure } from '@jupyter-eventlog/core';
import { retentionWords, transformWords } from './catalogue';
import type { IKind } from './kinds';
import type { IOperator } from './operator';
import { purposesOf } from './purposes';
import type { IWords } from './words';

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
  const { trans } = words;
  const disclosures = kinds.map(({ disclosure }) => disclosure);
  const checked = (question: string, answer: string): IAnswer => ({
    question,
    answer,
    basis: 'checked'
  });
  return [
    checked(
      trans.__('Your code, text and file names'),
      categoryAnswer(disclosures, 'user-content', words)
    ),
    checked(trans.__('Your name'), nameAnswer(disclosures, words)),
    checked(
      trans.__('What could point to you'),
      categoryAnswer(disclosures, 'user-identifiable-information', words)
    ),
    ...unsorted(disclosures, words).map(answer =>
      checked(trans.__('Not sorted by its author'), answer)
    ),
    checked(trans.__('Kept here'), retentionAnswer(disclosures, words)),
    checked(trans.__('Stored at'), destinationAnswer(disclosures, words)),
    ...statedAnswers(kinds, operator, words)
  ];
}

function categoryAnswer(
  disclosures: readonly IDisclosure[],
  category: string,
  words: IWords
): string {
  return (
    recorded(disclosures, category, words) ?? words.trans.__('never recorded')
  );
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
        words.trans.__(
          '%1: %2',
          title || path,
          transformWords(transform, words)
        )
      )
  );
  return found.length > 0 ? [...new Set(found)].join('; ') : null;
}

function unsorted(
  disclosures: readonly IDisclosure[],
  words: IWords
): string[] {
  const found = recorded(disclosures, 'unclassified', words);
  return found === null ? [] : [found];
}

function nameAnswer(
  disclosures: readonly IDisclosure[],
  words: IWords
): string {
  const { trans } = words;
  const fields = recorded(disclosures, 'user-identifier', words);
  const modes = new Set(disclosures.map(({ user }) => user));
  const user = modes.has('keep')
    ? trans.__('recorded')
    : modes.has('hash')
      ? trans.__('replaced by a code')
      : null;
  return (
    [user, fields].filter(Boolean).join('; ') || trans.__('never recorded')
  );
}

function retentionAnswer(
  disclosures: readonly IDisclosure[],
  words: IWords
): string {
  return [
    ...new Set(disclosures.map(one => retentionWords(one.retention, words)))
  ].join('; ');
}

function destinationAnswer(
  disclosures: readonly IDisclosure[],
  words: IWords
): string {
  return words.list([
    ...new Set(
      disclosures.flatMap(one => one.destinations.map(to => to.destination))
    )
  ]);
}

function statedAnswers(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): IAnswer[] {
  const { trans } = words;
  const unsaid = trans.__('%1 has not said', operator.name);
  const said = (key: 'seen_by' | 'used_to_assess'): string => {
    const texts = purposesOf(kinds).map(purpose => purpose[key]);
    const known = texts.flatMap(text => (text ? words.operatorText(text) : []));
    return [...new Set(known)].join('; ') || unsaid;
  };
  return [
    { question: trans.__('Seen by'), answer: said('seen_by'), basis: 'stated' },
    {
      question: trans.__('Used to assess you'),
      answer: said('used_to_assess'),
      basis: 'stated'
    }
  ];
}
