import type { IHeadline, StateName } from './headline.js';
import type { IKind } from './kinds.js';
import { destinationsOf, isRecorded } from './kinds.js';
import type { IWords } from './words.js';

/** The shape of a state: never its colour alone. */
export type Shape =
  'off' | 'asking' | 'on' | 'partly' | 'always' | 'paused' | 'problem';

/** The shape of each state. */
export const SHAPES: Readonly<Record<StateName, Shape>> = {
  unknown: 'problem',
  loading: 'off',
  unconfigured: 'off',
  error: 'problem',
  'test-mode': 'off',
  'off-here': 'off',
  paused: 'paused',
  'paused-required': 'paused',
  waiting: 'asking',
  'waiting-required': 'asking',
  'waiting-opt-out': 'asking',
  changed: 'asking',
  required: 'always',
  declined: 'off',
  signal: 'off',
  'signal-required': 'always',
  temporary: 'off',
  minors: 'off',
  partly: 'partly',
  on: 'on'
};

/** The state in a shape and a word, for where there is room for no more. */
export interface IIndicator {
  readonly shape: Shape;
  readonly word: string;

  /** What the shape and the word stand for: the first line of the panel. */
  readonly name: string;

  /** Whether something of what is recorded now leaves the operator. */
  readonly leaves: boolean;
}

/** The indicator, or null where nobody has set up anything to indicate. */
export function indicatorOf(
  headline: IHeadline,
  kinds: readonly IKind[],
  words: IWords
): IIndicator | null {
  const { line1, name } = headline;
  if (name === 'unconfigured') {
    return null;
  }
  const shape = SHAPES[name];
  const recorded = kinds.filter(
    kind => isRecorded(kind) && (shape !== 'paused' || kind.status === 'always')
  );
  return {
    shape,
    word: wordOf(shape, recorded.length, kinds.length, words),
    name: line1,
    leaves: recorded
      .flatMap(destinationsOf)
      .some(to => to.third_party || to.unknown)
  };
}

function wordOf(
  shape: Shape,
  recorded: number,
  all: number,
  words: IWords
): string {
  switch (shape) {
    case 'on':
      return words.say('indicator.on', recorded);
    case 'partly':
      return words.say('indicator.partly', recorded, all);
    case 'always':
      return words.say('indicator.always', recorded);
    default:
      return words.say(`indicator.${shape}`);
  }
}
