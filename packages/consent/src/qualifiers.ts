import type { IKind } from './kinds.js';
import { destinationsOf, isRecorded, waits } from './kinds.js';
import { leavingWords } from './leaving.js';
import { operatorOf } from './operator.js';
import type { ISituation } from './situation.js';
import type { IWords } from './words.js';

/** What stands beneath the headline, a line each. */
export function qualifiers(situation: ISituation, words: IWords): string[] {
  const operator = operatorOf(situation, words);
  return isSilent(situation)
    ? []
    : [
        ...leavingWords(situation.kinds, operator, words),
        ...circumstances(situation, words)
      ];
}

/** What is true beside the headline and beside what leaves the operator. */
export function circumstances(situation: ISituation, words: IWords): string[] {
  const { kinds, waiting } = situation;
  if (isSilent(situation)) {
    return [];
  }
  const operator = operatorOf(situation, words);
  const overridden =
    situation.signal &&
    kinds.some(({ status, ground }) => status === 'on' && ground === 'yes');
  return [
    ...(waiting && waiting.records > 0
      ? [words.count('offline', waiting.records, waiting.minutes)]
      : []),
    ...situation.failing.map(({ destination, since }) =>
      operator.self
        ? words.say('delivery.self', destination, words.minute(since))
        : words.say('delivery', operator.name, destination, words.minute(since))
    ),
    ...(overridden ? [words.say('override')] : []),
    ...(operator.self && kinds.some(isRecorded)
      ? [words.say('own-machine')]
      : []),
    ...(situation.lite ? straight(kinds, words) : [])
  ];
}

function isSilent({ service, test_mode }: ISituation): boolean {
  return service !== 'ready' || test_mode;
}

/** Where records go when there is no server. */
export function straight(kinds: readonly IKind[], words: IWords): string[] {
  const places = kinds
    .filter(kind => isRecorded(kind) || waits(kind))
    .flatMap(destinationsOf)
    .filter(({ name }) => name !== 'journal')
    .map(({ destination }) => destination);
  return places.length > 0
    ? [words.say('lite', words.list([...new Set(places)]))]
    : [];
}
