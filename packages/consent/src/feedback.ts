import type { IKind } from './kinds.js';
import type { IScope } from './replies.js';
import type { IWords } from './words.js';

/** What the words about an answer depend on. */
export interface IAnswered {
  readonly scope: IScope;

  /** All that may be recorded, as it stands after the answer. */
  readonly kinds: readonly IKind[];

  /** When the server confirmed, or this browser kept it. */
  readonly time: string;

  /** Whether there is no server, so that answers are kept in this browser. */
  readonly isLite: boolean;
}

/** That what was said is kept, by whom, and since when. */
export function confirmed(
  what: 'told' | 'paused' | 'resumed' | 'on' | 'off' | 'off-part',
  { time, isLite }: Pick<IAnswered, 'time' | 'isLite'>,
  words: IWords
): string {
  const id = `feedback.${what}` as const;
  return words.say(isLite ? `${id}.lite` : id, time);
}

/** What a stored yes has come to. */
export function granted(answered: IAnswered, words: IWords): string {
  return answered.scope.scope === 'destination'
    ? confirmedPlace('on', answered, words)
    : confirmed('on', answered, words);
}

/** What a stored no has come to. */
export function withdrawn(answered: IAnswered, words: IWords): string {
  const { scope, kinds } = answered;
  if (scope.scope === 'destination') {
    return confirmedPlace('off', answered, words);
  }
  // "Everywhere" must not be read as "everything".
  const rest = kinds.some(
    one => one.status === 'on' || one.status === 'always'
  );
  return confirmed(rest ? 'off-part' : 'off', answered, words);
}

/** What is said of a no before the server has stored it. */
export function withdrawing(
  { scope }: IScope,
  isRepeated: boolean,
  words: IWords
): string {
  // What goes to a destination is sent by the server alone.
  if (scope === 'destination') {
    return words.say(isRepeated ? 'feedback.asked-trying' : 'feedback.asked');
  }
  return words.say(isRepeated ? 'feedback.trying' : 'feedback.off-here');
}

function confirmedPlace(
  what: 'on' | 'off',
  { scope: { target = '' }, kinds, time, isLite }: IAnswered,
  words: IWords
): string {
  const places = kinds.flatMap(kind => kind.disclosure.destinations);
  const place = places.find(({ name }) => name === target);
  const id = `feedback.destination-${what}` as const;
  return words.say(
    isLite ? `${id}.lite` : id,
    place?.destination ?? target,
    time
  );
}
