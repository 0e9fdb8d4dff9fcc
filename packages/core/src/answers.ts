import type { Disclosure } from './disclosure.js';

/**
 * What a person did. `shown`: a notice was in view for long enough, or answered
 * by a button; `closed`: a request was put away; `signal`: a privacy signal
 * came, which is a no until a later yes.
 */
export type Answer = 'yes' | 'no' | 'shown' | 'closed' | 'signal';

/** What an answer speaks of. */
export type Scope = 'all' | 'purpose' | 'schema' | 'destination';

/**
 * Where a kind stands. `asked` and `changed` are off and wait for an answer;
 * `unasked` is off and nobody is asked; `signal` is off because of a privacy
 * signal.
 */
export type DecisionStatus =
  'always' | 'on' | 'off' | 'asked' | 'changed' | 'unasked' | 'signal';

/** One thing that a person said, or was shown, with all they were told then. */
export interface IConsentRecord {
  readonly answer: Answer;
  readonly scope: Scope;

  /** RFC 3339, UTC, six digits. */
  readonly time: string;
  readonly disclosures: { readonly [schemaId: string]: Disclosure };

  /** The purpose, schema or destination that `scope` speaks of, else null. */
  readonly target?: string | null;

  /** Whether a privacy signal counted as a no then. */
  readonly signal?: boolean;

  /** Which run of the server or page it was. */
  readonly session?: string;
  readonly id?: string;
}

/** What the worth of an answer depends on beside the answer. */
export interface ICircumstances {
  /** Milliseconds since 1970. */
  readonly now: number;

  /** Milliseconds for which a yes counts. */
  readonly validFor: number;
  readonly signal?: boolean;
  readonly session?: string;

  /** When this session began, RFC 3339: a notice counts in later ones only. */
  readonly began?: string;

  /** False where answers are lost with the session, so that nobody is asked. */
  readonly durable?: boolean;
}

/** Where one kind of event stands. */
export interface IDecision {
  readonly status: DecisionStatus;

  /**
   * On what it is collected, or null. What waits with `shown` was told of in
   * this session, and starts with the next.
   */
  readonly ground: 'yes' | 'shown' | 'required' | null;

  /** When that, or a no, was said. */
  readonly time: string | null;
  readonly record: string | null;

  /** What grew since a yes that has lapsed. */
  readonly wider: readonly string[];

  /** All that is different from what was answered to, as `differences` names it. */
  readonly changed?: readonly string[];
  readonly lapsed: 'wider' | 'age' | 'signal' | null;

  /** The destinations that get nothing. */
  readonly off_destinations: readonly string[];
}

/** Whether the person has still to answer, or to be told. */
export function isOpen({
  status,
  ground
}: Pick<IDecision, 'status' | 'ground'>): boolean {
  return (status === 'asked' || status === 'changed') && ground === null;
}

/** Whether anything of a kind may be collected. */
export function isGranted({ status }: IDecision): boolean {
  return status === 'always' || status === 'on';
}
