import type {
  IConsentView,
  IDestination,
  IDisclosure,
  IPolicyView
} from '@jupyter-eventlog/core';

/**
 * Where one kind of activity stands.
 *
 * `asked` and `changed` are off and wait for an answer, or for the next session
 * where a notice suffices; `changed` was on before it grew. `unasked` is off,
 * and nobody is asked about it; `signal` is off because the browser says no.
 */
export type KindStatus =
  'always' | 'on' | 'off' | 'asked' | 'changed' | 'unasked' | 'signal';

/** Why a kind is on: a yes, a notice that nobody answered with no, or force. */
export type Ground = 'yes' | 'shown' | 'required';

/** One kind of activity that the operator allows. */
export interface IKind {
  readonly id: string;
  readonly disclosure: IDisclosure;
  readonly status: KindStatus;
  readonly ground: Ground | null;

  /** When the present answer was given, or the notice shown. */
  readonly time: string | null;

  /** What grew since the yes that has lapsed, as `widened()` names it. */
  readonly wider: readonly string[];

  /** Why an earlier yes counts no longer. */
  readonly lapsed: 'wider' | 'age' | 'signal' | null;

  /** The third parties that the person has switched off, by name. */
  readonly off_destinations: readonly string[];

  /** When a person said no to what has become required since. */
  readonly refused: string | null;
}

/** Whether a kind is recorded. */
export function isRecorded({ status }: IKind): boolean {
  return status === 'on' || status === 'always';
}

/** Whether a kind waits for an answer, or for its notice to be seen. */
export function waits({ status }: IKind): boolean {
  return status === 'asked' || status === 'changed';
}

/** Whether a kind starts by itself once its notice was seen. */
export function isNotice({ disclosure }: IKind): boolean {
  return disclosure.mode === 'opt-out';
}

/**
 * Whether one Accept for all may cover a kind: a yes is given to a purpose, so
 * a kind without one can only be switched on by itself.
 */
export function acceptable(kind: IKind): boolean {
  return waits(kind) && !isNotice(kind) && kind.disclosure.purpose !== null;
}

/** Where a kind goes, without what the person has switched off. */
export function destinationsOf(kind: IKind): IDestination[] {
  return kind.disclosure.destinations.filter(
    ({ name }) => !kind.off_destinations.includes(name)
  );
}

/** What may be recorded here, and where each of it stands. */
export function kindsOf(
  policy: IPolicyView,
  consent: IConsentView | null
): IKind[] {
  const answers = consent?.answers ?? {};
  const refused = new Set<string | undefined>();
  for (const [id, { answer }] of Object.entries(answers)) {
    if (answer === 'no') {
      refused.add(policy.disclosures[id]?.purpose?.id);
    }
  }
  const answered = Object.keys(answers).length > 0;
  return Object.entries(policy.disclosures).map(([id, disclosure]) => {
    const answer = answers[id];
    // A no to a purpose is a no to what comes under it later.
    const open = disclosure.purpose
      ? !refused.has(disclosure.purpose.id)
      : !answered;
    const askable = open && consent?.durable !== false;
    const granted = consent?.granted[id] === true;
    const status = statusOf(disclosure, granted, answer, askable);
    return {
      id,
      disclosure,
      status,
      ground: groundOf(status),
      time: answer?.time ?? null,
      wider: answer?.wider ?? [],
      lapsed: lapsedOf(answer),
      off_destinations: [],
      refused: null
    };
  });
}

function statusOf(
  disclosure: IDisclosure,
  granted: boolean,
  answer: IConsentView['answers'][string] | undefined,
  askable: boolean
): KindStatus {
  if (disclosure.mode === 'required') {
    return 'always';
  }
  if (granted) {
    return 'on';
  }
  if (answer?.answer === 'no') {
    return 'off';
  }
  // A yes that is merely old is asked for again, as at first.
  if (answer && answer.wider.length > 0) {
    return 'changed';
  }
  return askable ? 'asked' : 'unasked';
}

function groundOf(status: KindStatus): Ground | null {
  return status === 'always' ? 'required' : status === 'on' ? 'yes' : null;
}

function lapsedOf(
  answer: IConsentView['answers'][string] | undefined
): IKind['lapsed'] {
  if (!answer?.lapsed) {
    return null;
  }
  return answer.wider.length > 0 ? 'wider' : 'age';
}
