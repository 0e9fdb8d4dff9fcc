import type {
  IConsentView,
  IDecision,
  IDisclosure,
  IPolicyView
} from '@jupyter-eventlog/core';
import { own } from '@jupyter-eventlog/core';

/** One kind of activity that the operator allows, and where it stands. */
export interface IKind extends IDecision {
  readonly id: string;
  readonly disclosure: IDisclosure;
}

const UNASKED: IDecision = {
  status: 'unasked',
  ground: null,
  time: null,
  record: null,
  wider: [],
  lapsed: null,
  off_destinations: []
};

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
  return Object.entries(policy.disclosures).map(([id, disclosure]) => ({
    ...((own(consent?.kinds ?? {}, id) as IDecision | undefined) ?? UNASKED),
    id,
    disclosure
  }));
}
