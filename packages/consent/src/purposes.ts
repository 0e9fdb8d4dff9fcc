import type { IDisclosure } from '@jupyter-eventlog/core';
import type { IKind } from './kinds.js';
import { plain } from './messages.js';
import type { IWords } from './words.js';

/** What the operator states as a purpose. */
export type Purpose = NonNullable<IDisclosure['purpose']>;

/** The purposes of some kinds, each once. */
export function purposesOf(kinds: readonly IKind[]): Purpose[] {
  const found = new Map<string, Purpose>();
  for (const { disclosure } of kinds) {
    if (disclosure.purpose) {
      found.set(disclosure.purpose.id, disclosure.purpose);
    }
  }
  return [...found.values()];
}

/** The title of a purpose. */
export function purposeTitle(purpose: Purpose, words: IWords): string {
  return words.operatorText(purpose.title) || plain(purpose.id);
}

/** A purpose in the middle of a sentence: "to find bugs". */
export function purposeShort(purpose: Purpose, words: IWords): string {
  return (
    words.operatorText(purpose.short) ||
    words.say('purpose.for', purposeTitle(purpose, words))
  );
}

/** All purposes in a sentence, or null when one of the kinds has none. */
export function purposeWords(
  kinds: readonly IKind[],
  words: IWords
): string | null {
  return kinds.some(({ disclosure }) => disclosure.purpose === null)
    ? null
    : words.list(
        purposesOf(kinds).map(purpose => purposeShort(purpose, words))
      );
}
