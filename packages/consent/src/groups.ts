import type { IKind } from './kinds.js';
import { isRecorded } from './kinds.js';
import { purposesOf, purposeTitle } from './purposes.js';
import type { IWords } from './words.js';

/** Kinds that are switched together, under one purpose; null is no purpose. */
export interface IGroup {
  readonly id: string | null;
  readonly title: string;
  readonly why: string;
  readonly kinds: readonly IKind[];
  readonly state: 'on' | 'off' | 'mixed';

  /** "12 kinds, 9 on". */
  readonly summary: string;
}

/** What a person can switch, under the purposes that it serves. */
export function groupsOf(kinds: readonly IKind[], words: IWords): IGroup[] {
  const purposes = purposesOf(kinds).map(purpose =>
    groupOf(
      purpose.id,
      purposeTitle(purpose, words),
      words.operatorText(purpose.why),
      kinds.filter(one => one.disclosure.purpose?.id === purpose.id),
      words
    )
  );
  const rest = kinds.filter(({ disclosure }) => disclosure.purpose === null);
  return rest.length === 0
    ? purposes
    : [
        ...purposes,
        groupOf(
          null,
          words.say('panel.no-purpose'),
          words.say('panel.no-purpose.why'),
          rest,
          words
        )
      ];
}

function groupOf(
  id: string | null,
  title: string,
  why: string,
  kinds: readonly IKind[],
  words: IWords
): IGroup {
  const on = kinds.filter(isRecorded).length;
  return {
    id,
    title,
    why: id !== null && why ? words.say('purpose.why', why) : why,
    kinds,
    state: on === 0 ? 'off' : on === kinds.length ? 'on' : 'mixed',
    summary: words.count('purpose.kinds', kinds.length, words.number(on))
  };
}
