import { destinationWords, fieldFacts } from './facts.js';
import type { IKind } from './kinds.js';
import { destinationsOf, isRecorded } from './kinds.js';
import { isOutside } from './leaving.js';
import { plain } from './messages.js';
import { purposeTitle } from './purposes.js';
import type { IWords } from './words.js';

/** From how many kinds on one searches. */
export const MANY_KINDS = 8;

/** What the list can be narrowed to. */
export const FILTERS = ['all', 'on', 'off', 'changed', 'leaves'] as const;

/** One of them. */
export type FilterName = (typeof FILTERS)[number];

/** The kinds that have every word of a text, and pass a filter. */
export function found(
  kinds: readonly IKind[],
  text: string,
  filter: FilterName,
  words: IWords
): IKind[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return kinds.filter(kind => {
    if (!passes(kind, filter)) {
      return false;
    }
    const all = wanted.length > 0 ? textOf(kind, words) : '';
    return wanted.every(one => all.includes(one));
  });
}

function passes(kind: IKind, filter: FilterName): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'on':
      return isRecorded(kind);
    case 'off':
      return !isRecorded(kind);
    case 'changed':
      return kind.status === 'changed' || (kind.changed ?? []).length > 0;
    case 'leaves':
      return destinationsOf(kind).some(isOutside);
  }
}

/** All that a card says and that somebody may look for. */
function textOf({ disclosure }: IKind, words: IWords): string {
  const { title, description, purpose, destinations, removed } = disclosure;
  return [
    plain(title),
    plain(description),
    plain(disclosure.schema_id),
    purpose ? purposeTitle(purpose, words) : words.say('panel.no-purpose'),
    ...fieldFacts(disclosure, words).flatMap(one => [
      one.path,
      one.name,
      one.description,
      one.how,
      one.what
    ]),
    ...removed,
    ...destinations.map(to => destinationWords(to, words))
  ]
    .join('\n')
    .toLowerCase();
}
