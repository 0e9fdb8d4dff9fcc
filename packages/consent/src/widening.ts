import type { IDisclosure } from '@jupyter-eventlog/core';
import { isMessage, plain } from './messages.js';
import type { IWords } from './words.js';

/** One way in which a disclosure grew, as `widened()` names it. */
export function widerWords(
  wider: string,
  disclosure: IDisclosure,
  words: IWords
): string {
  const [what, ...rest] = wider.split(' ');
  const name = rest.join(' ');
  if (what === 'field') {
    return lowerFirst(fieldTitle(disclosure, name));
  }
  if (what === 'destination') {
    return words.say('wider.destination', name);
  }
  const id = `wider.${what === 'user' ? `user.${disclosure.user}` : what}`;
  return words.say(isMessage(id) ? id : 'wider.other');
}

/** A title in the middle of a sentence; names in capitals stay. */
export function lowerFirst(text: string): string {
  const [first = '', ...rest] = plain(text);
  return /^\p{Lu}\p{Ll}/u.test(first + (rest[0] ?? ''))
    ? first.toLowerCase() + rest.join('')
    : first + rest.join('');
}

/** The title of a field, or its path. */
export function fieldTitle(disclosure: IDisclosure, path: string): string {
  const field = disclosure.fields.find(one => one.path === path);
  return plain(field?.title || path);
}
