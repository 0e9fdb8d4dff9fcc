import type { IOperator as IOperatorView } from '@jupyter-eventlog/core';
import type { IWords } from './words.js';

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
export function operatorOf(
  said: {
    readonly operator: IOperatorView | null;
    readonly contact?: string | null;
  },
  words: IWords
): IOperator {
  const { operator } = said;
  if (operator?.self) {
    return {
      name: words.say('operator.self'),
      inline: words.say('operator.self.inline'),
      beneficiary: words.say('operator.self.beneficiary'),
      contact: null,
      self: true,
      named: true
    };
  }
  const name = words.operatorText(operator?.name);
  const inline = name || words.say('operator.unnamed.inline');
  return {
    name: name || words.say('operator.unnamed'),
    inline,
    beneficiary: inline,
    contact:
      words.operatorText(operator?.contact) ||
      words.operatorText(said.contact) ||
      null,
    self: false,
    named: Boolean(name)
  };
}
