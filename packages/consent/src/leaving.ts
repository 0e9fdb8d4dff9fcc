import type { IDestination } from '@jupyter-eventlog/core';
import type { IKind } from './kinds.js';
import { destinationsOf, isNotice, isRecorded, waits } from './kinds.js';
import type { MessageId } from './messages.js';
import { plain } from './messages.js';
import type { IOperator } from './operator.js';
import type { IWords } from './words.js';

/** What leaves the operator, or would after an Accept; empty when nothing does. */
export function leavingWords(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): string[] {
  const now = placesOf(kinds.filter(isRecorded));
  const asked = kinds.filter(waits);
  const later = placesOf(asked);
  const nothingNow = now.named.length === 0 && !now.unknown;
  const [id, places]: [MessageId, string[]] = !nothingNow
    ? ['leaving.now', now.named]
    : asked.some(kind => !isNotice(kind))
      ? ['leaving.later', later.named]
      : ['leaving.notice', later.named];
  const from = operator.self ? words.say('leaving.here') : operator.inline;
  return [
    ...(places.length > 0 ? [words.say(id, from, words.list(places))] : []),
    ...(now.unknown || (nothingNow && later.unknown)
      ? [words.say('leaving.unknown', operator.inline)]
      : [])
  ];
}

function placesOf(kinds: readonly IKind[]): {
  named: string[];
  unknown: boolean;
} {
  const places = kinds.flatMap(destinationsOf);
  return {
    named: [
      ...new Set(
        places.filter(to => to.third_party && !to.unknown).map(thirdParty)
      )
    ],
    unknown: places.some(({ unknown }) => unknown)
  };
}

function thirdParty(to: IDestination): string {
  const who = [to.run_by, to.country].filter(Boolean).join(', ');
  return plain(who ? `${to.destination} (${who})` : to.destination);
}
