import type { IKind } from './kinds.js';
import type { IScope } from './replies.js';
import type { IWords } from './words.js';

/** What the words about an answer depend on. */
export interface IAnswered {
  readonly scope: IScope;

  /** All that may be recorded, as it stands after the answer. */
  readonly kinds: readonly IKind[];

  /** When the server confirmed. */
  readonly time: string;
}

/** What a stored yes has come to. */
export function granted(answered: IAnswered, words: IWords): string {
  const { scope, time } = answered;
  return scope.scope === 'destination'
    ? words.say('feedback.destination-on', placeOf(answered), time)
    : words.say('feedback.on', time);
}

/** What a stored no has come to. */
export function withdrawn(answered: IAnswered, words: IWords): string {
  const { scope, kinds, time } = answered;
  if (scope.scope === 'destination') {
    return words.say('feedback.destination-off', placeOf(answered), time);
  }
  // "Everywhere" must not be read as "everything".
  const rest = kinds.some(
    one => one.status === 'on' || one.status === 'always'
  );
  return words.say(rest ? 'feedback.off-part' : 'feedback.off', time);
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

function placeOf({ scope: { target = '' }, kinds }: IAnswered): string {
  const places = kinds.flatMap(kind => kind.disclosure.destinations);
  return places.find(one => one.name === target)?.destination ?? target;
}
