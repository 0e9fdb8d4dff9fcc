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

/** A place outside the operator that has a switch of its own. */
export interface IOutside {
  readonly name: string;

  /** What it is called, with who runs it and where. */
  readonly title: string;

  /** The line that says how it stands. */
  readonly line: string;
  readonly unknown: boolean;
  readonly on: boolean;
}

/** The third parties, and the places that nobody has named, each once. */
export function outsideOf(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): IOutside[] {
  const found = new Map<string, IOutside>();
  for (const { disclosure, off_destinations } of kinds) {
    for (const to of disclosure.destinations.filter(isOutside)) {
      const on =
        !off_destinations.includes(to.name) && (found.get(to.name)?.on ?? true);
      const title = thirdParty(to);
      const line = to.unknown
        ? words.say(
            on ? 'leaving.place.unknown-on' : 'leaving.place.unknown',
            title,
            operator.name
          )
        : words.say(
            'leaving.place',
            title,
            words.say(on ? 'switch.on' : 'switch.off')
          );
      found.set(to.name, {
        name: to.name,
        title,
        line,
        unknown: to.unknown,
        on
      });
    }
  }
  return [...found.values()];
}

/** Whether a place is not the operator's own, as far as anybody has said. */
export function isOutside(to: IDestination): boolean {
  return to.third_party || to.unknown;
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
