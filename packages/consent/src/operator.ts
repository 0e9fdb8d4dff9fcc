import type { IPolicyView } from '@jupyter-eventlog/core';
import type { IWords } from './words';

/** Who asks, as sentences need it. */
export interface IOperator {
  /** At the start of a sentence. */
  readonly name: string;

  /** Within a sentence. */
  readonly inline: string;

  /** After "for". */
  readonly beneficiary: string;

  /** Where questions and objections go, if the operator has said so. */
  readonly contact: string | null;

  /** Whether people record for themselves. */
  readonly self: boolean;

  /** Whether the operator has given a name. */
  readonly named: boolean;
}

/** Read who asks. */
export function operatorOf(policy: IPolicyView, words: IWords): IOperator {
  const { trans } = words;
  const { operator } = policy;
  if (operator?.self) {
    return {
      name: trans.__('Your own configuration'),
      inline: trans.__('your own configuration'),
      beneficiary: trans.__('yourself, on this computer'),
      contact: null,
      self: true,
      named: true
    };
  }
  const inline =
    operator?.name || trans.__('an operator who has not given a name');
  return {
    name: operator?.name || trans.__('An operator who has not given a name'),
    inline,
    beneficiary: inline,
    contact: operator?.contact || policy.contact || null,
    self: false,
    named: Boolean(operator?.name)
  };
}
