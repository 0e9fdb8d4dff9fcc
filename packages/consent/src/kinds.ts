import type {
  IConsentView,
  IDestination,
  IDecision,
  IDisclosure,
  IPolicyView
} from '@jupyter-eventlog/core';
import { own } from '@jupyter-eventlog/core';

/** One kind of activity that the operator allows, and where it stands. */
export interface IKind extends IDecision {
  readonly id: string;
  readonly disclosure: IDisclosure;

  /** When a person said no to what has become required since. */
  readonly refused?: string | null;

  /** The fields that this page leaves out of what it sends. */
  readonly not_sent?: readonly string[];
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

/** Whether a kind is recorded. */
export function isRecorded({ status }: IKind): boolean {
  return status === 'on' || status === 'always';
}

/** Whether a kind waits for an answer, or for its notice to be seen. */
export function waits({ status }: IKind): boolean {
  return status === 'asked' || status === 'changed';
}

/**
 * Whether a kind still waits; what was told of in this session starts with the
 * next by itself.
 */
export function isOpen(kind: IKind): boolean {
  return waits(kind) && kind.ground === null;
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
  return Object.entries(policy.disclosures).map(([id, disclosure]) => {
    const kinds = consent?.kinds ?? {};
    const stands = (own(kinds, id) as IDecision | undefined) ?? UNASKED;
    const isRefused = isRequired({ disclosure }) && stands.status === 'unasked';
    return {
      ...stands,
      id,
      disclosure,
      refused: isRefused ? stands.time : null,
      not_sent: (own(policy.not_sent ?? {}, id) ?? []) as readonly string[]
    };
  });
}

/** Whether nobody is asked: the person is only told. */
export function isRequired({ disclosure }: Pick<IKind, 'disclosure'>): boolean {
  return disclosure.mode === 'required';
}
