import type { IKind } from './kinds.js';

/** What an answer given here speaks of. */
export type ReplyScope = 'all' | 'purpose' | 'schema' | 'destination';

/** An answer's scope, and the purpose or destination that it is about. */
export interface IScope {
  readonly scope: ReplyScope;
  readonly target?: string;
}

/** What a person says at once, or was shown, or put away. */
export interface IConsentReply {
  answer: 'yes' | 'no' | 'shown' | 'closed';
  scope: ReplyScope;
  target?: string;
  shown: { [schemaId: string]: string };
}

/** To everything that is asked. */
export const ALL: IScope = { scope: 'all' };

/** To each kind by itself. */
export const EACH: IScope = { scope: 'schema' };

/** The answers that say yes or no to some kinds. */
export function repliesTo(
  kinds: readonly IKind[],
  answer: IConsentReply['answer'],
  { scope, target }: IScope
): IConsentReply[] {
  const shown = kinds.map(({ id, disclosure }) => [id, disclosure.digest]);
  return scope === 'schema'
    ? shown.map(([id, digest]) => ({
        answer,
        scope,
        target: id,
        shown: { [id]: digest }
      }))
    : [
        {
          answer,
          scope,
          ...(target === undefined ? {} : { target }),
          shown: Object.fromEntries(shown)
        }
      ];
}

/** What an answer keeps busy until it is stored: each kind, or the destination. */
export function subjectsOf(
  kinds: readonly IKind[],
  { scope, target }: IScope
): string[] {
  return scope === 'destination'
    ? [destinationKey(target ?? '')]
    : kinds.map(({ id }) => id);
}

/** A destination among what answers keep busy. */
export function destinationKey(name: string): string {
  return `destination ${name}`;
}
