import type {
  IConsentView,
  IDisclosure,
  IPolicyView
} from '@jupyter-eventlog/core';

/**
 * Where one kind of activity stands.
 *
 * `asked` and `changed` are off and wait for an answer; `changed` was agreed to
 * before it grew. `unasked` is off, and nobody is asked about it.
 */
export type KindStatus =
  'always' | 'on' | 'off' | 'asked' | 'changed' | 'unasked';

/** One kind of activity that the operator allows. */
export interface IKind {
  readonly id: string;
  readonly disclosure: IDisclosure;
  readonly status: KindStatus;

  /** When the present answer was given. */
  readonly answered: string | null;

  /** What grew since the yes that has lapsed. */
  readonly wider: readonly string[];
}

/** Whether a kind waits for an answer. */
export function waits(kind: IKind): boolean {
  return kind.status === 'asked' || kind.status === 'changed';
}

/**
 * Whether one Accept for all may cover a kind: a yes is given to a purpose, so
 * a kind without one can only be switched on by itself.
 */
export function acceptable(kind: IKind): boolean {
  return waits(kind) && kind.disclosure.purpose !== null;
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
    return {
      id,
      disclosure,
      status: statusOf(
        disclosure,
        consent?.granted[id] === true,
        answer,
        askable
      ),
      answered: answer?.time ?? null,
      wider: answer?.wider ?? []
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
