import type { IDisclosure } from '@jupyter-eventlog/core';
import type { IKind } from './kinds';
import { waits } from './kinds';
import type { IOperator } from './operator';
import type { IWords } from './words';

/** What leaves the operator, or would after an Accept; null when nothing does. */
export function leavingWords(
  kinds: readonly IKind[],
  operator: IOperator,
  words: IWords
): string | null {
  const { trans } = words;
  const recorded = kinds.filter(
    ({ status }) => status === 'on' || status === 'always'
  );
  const now = placesOf(recorded);
  const later = placesOf(kinds.filter(waits));
  if (now.unknown || (now.named.length === 0 && later.unknown)) {
    return trans.__(
      '↗ Some of it goes to a place that %1 has not named.',
      operator.inline
    );
  }
  const from = operator.self ? trans.__('this computer') : operator.inline;
  if (now.named.length > 0) {
    return trans.__(
      '↗ Some of it leaves %1: to %2.',
      from,
      words.list(now.named)
    );
  }
  return later.named.length > 0
    ? trans.__(
        '↗ If you accept, some of it leaves %1: to %2.',
        from,
        words.list(later.named)
      )
    : null;
}

function placesOf(kinds: readonly IKind[]): {
  named: string[];
  unknown: boolean;
} {
  const places = kinds.flatMap(({ disclosure }) => disclosure.destinations);
  return {
    named: [
      ...new Set(
        places.filter(to => to.third_party && !to.unknown).map(thirdParty)
      )
    ],
    unknown: places.some(({ unknown }) => unknown)
  };
}

function thirdParty(to: IDisclosure['destinations'][number]): string {
  const who = [to.run_by, to.country].filter(Boolean).join(', ');
  return who ? `${to.destination} (${who})` : to.destination;
}
