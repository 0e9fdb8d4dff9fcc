import type {
  IConsentView,
  IOperator,
  IPolicyView
} from '@jupyter-eventlog/core';
import type { ServiceState } from './headline.js';
import type { IKind } from './kinds.js';
import { kindsOf } from './kinds.js';

/** A destination that takes nothing at present. */
export interface IFailing {
  readonly destination: string;
  readonly since: string;
}

/** All that the texts depend on. */
export interface ISituation {
  readonly service: ServiceState;
  readonly operator: IOperator | null;

  /** Whom to ask where the operator names nobody. */
  readonly contact: string | null;
  readonly kinds: readonly IKind[];

  /** Whether the operator lets nobody be asked. */
  readonly muted: boolean;

  /** Whether nobody is to be asked now: another request was lately, or the host is silent. */
  readonly quiet: boolean;

  /** Whether answers do not outlive this session. */
  readonly temporary: boolean;
  readonly minors: boolean;

  /** Whether a privacy signal counts as a no. */
  readonly signal: boolean;
  readonly test_mode: boolean;

  /** Since when everything is paused. */
  readonly paused: string | null;

  /** Required kinds whose notice the person has not seen. */
  readonly unseen: readonly string[];

  /** How many records are left from before collection was turned off by the operator. */
  readonly earlier: number;

  /** Records that wait in this browser, and the age of the oldest in minutes. */
  readonly waiting: {
    readonly records: number;
    readonly minutes: number;
  } | null;
  readonly failing: readonly IFailing[];

  /** Whether there is no server. */
  readonly lite: boolean;
}

/** Where nothing else is known. */
export const NEUTRAL: ISituation = {
  service: 'ready',
  operator: null,
  contact: null,
  kinds: [],
  muted: false,
  quiet: false,
  temporary: false,
  minors: false,
  signal: false,
  test_mode: false,
  paused: null,
  unseen: [],
  earlier: 0,
  waiting: null,
  failing: [],
  lite: false
};

/** What the service says, as far as it says it today. */
export function situationOf(
  policy: IPolicyView | null,
  consent: IConsentView | null,
  service: ServiceState
): ISituation {
  if (service !== 'ready') {
    return { ...NEUTRAL, service };
  }
  if (policy === null || consent === null) {
    return { ...NEUTRAL, service: 'unknown' };
  }
  const kinds = kindsOf(policy, consent);
  const unseen = kinds.filter(({ refused }) => refused).map(({ id }) => id);
  return {
    ...NEUTRAL,
    operator: policy.operator,
    contact: policy.contact ?? null,
    kinds,
    unseen,
    muted: policy.mute_prompt ?? false,
    // Who said no must learn what became of it: that is no request.
    quiet: !consent.prompt && unseen.length === 0,
    temporary: !consent.durable,
    signal: consent.signal ?? false,
    failing: consent.failing ?? [],
    paused: consent.paused ?? null,
    minors: policy.audience === 'minors'
  };
}
