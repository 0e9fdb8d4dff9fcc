import type { IDisclosure } from '@jupyter-eventlog/core';
import type { IKind } from './kinds.js';
import { isMessage, plain } from './messages.js';
import { fieldTitle, widerWords } from './widening.js';
import type { IWords } from './words.js';

/** What changed since somebody answered: a title, and a line for each kind. */
export interface IChanged {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What changed, also where nobody is asked about it; null where nothing did. */
export function changedWords(
  kinds: readonly IKind[],
  words: IWords
): IChanged | null {
  const found = kinds.filter(
    ({ changed, time }) => changed && changed.length > 0 && time
  );
  if (found.length === 0) {
    return null;
  }
  const [since] = found.map(({ time }) => time ?? '').sort();
  const number = found.reduce(
    (sum, one) => sum + (one.changed?.length ?? 0),
    0
  );
  return {
    title: words.count('changes.title', number, words.day(since)),
    lines: found.map(kind => lineOf(kind, words))
  };
}

type How = 'more' | 'less' | 'reworded';

function lineOf({ changed = [], disclosure }: IKind, words: IWords): string {
  const parts = (['more', 'less', 'reworded'] as const).flatMap(how => {
    const named = changed
      .filter(one => one.startsWith(`${how} `))
      .map(one => nameOf(how, one.slice(how.length + 1), disclosure, words));
    return named.length > 0
      ? words.say(`changes.${how}`, words.list(named))
      : [];
  });
  return words.say('changes.line', plain(disclosure.title), parts.join('; '));
}

function nameOf(
  how: How,
  name: string,
  disclosure: IDisclosure,
  words: IWords
): string {
  const [what, ...rest] = name.split(' ');
  if (what === 'field' && how !== 'more') {
    return words.say('quoted', fieldTitle(disclosure, rest.join(' ')));
  }
  if (how === 'more') {
    return widerWords(name, disclosure, words);
  }
  const id = how === 'less' ? `less.${what}` : `changes.reworded.${what}`;
  return isMessage(id)
    ? words.say(id, rest.join(' '))
    : words.say('less.other');
}
