import type { IDisclosure } from '@jupyter-eventlog/core';
import type { IOperator } from './operator.js';
import type { IWords } from './words.js';

/** On what ground the operator says that this is recorded. */
export function groundWords(
  disclosure: IDisclosure,
  operator: IOperator,
  words: IWords
): string {
  const { purpose } = disclosure;
  const { name } = operator;
  const why = unstopped(words.operatorText(purpose?.why));
  const reason = unstopped(words.operatorText(disclosure.reason)) || why;
  const basis = words.operatorText(disclosure.legal_basis);
  switch (basis) {
    case 'consent':
      // A ground that the way of asking contradicts is told as what it is.
      return disclosure.mode === 'opt-in'
        ? words.say('ground.consent')
        : words.say('ground.consent.unasked', name);
    case 'legitimate-interests':
      return `${because(basis, name, why || reason, words)} ${objection(operator, words)}`;
    case 'public-task':
      return `${words.say('ground.public-task', name)} ${objection(operator, words)}`;
    case 'legal-obligation':
    case 'contract':
      return because(basis, name, reason, words);
    case 'vital-interests':
      return words.say('ground.vital-interests', name);
    default:
      return otherGround(basis, name, words);
  }
}

/** Where questions and objections go. */
export function contactWords(operator: IOperator, words: IWords): string {
  return operator.contact
    ? words.say('contact.known', operator.contact)
    : words.say('contact.unknown', operator.name);
}

function because(
  basis: 'legitimate-interests' | 'legal-obligation' | 'contract',
  name: string,
  reason: string,
  words: IWords
): string {
  return reason
    ? words.say(`ground.${basis}`, name, reason)
    : words.say(`ground.${basis}.bare`, name);
}

function objection(operator: IOperator, words: IWords): string {
  return operator.contact
    ? words.say('ground.object', operator.contact)
    : words.say('contact.unknown', operator.name);
}

function otherGround(basis: string, name: string, words: IWords): string {
  const stated = unstopped(basis.replace(/^other:? ?/, ''));
  return stated
    ? words.say('ground.other', name, stated)
    : words.say('ground.unset', name);
}

/** A text that goes before a full stop of ours. */
function unstopped(text: string): string {
  return text.replace(/\.+$/, '');
}
