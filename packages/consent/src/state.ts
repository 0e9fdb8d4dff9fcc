import type { IConsentView, IPolicyView } from '@jupyter-eventlog/core';
import type { IHeadline, ServiceState } from './headline';
import type { IKind } from './kinds';
import { kindsOf, waits } from './kinds';
import { operatorOf } from './operator';
import * as sentences from './sentences';
import { offHere, temporary, withoutAnswer } from './silence';
import type { IWords } from './words';

/** Say in two lines what is being recorded right now. */
export function consentState(
  policy: IPolicyView | null,
  consent: IConsentView | null,
  service: ServiceState,
  words: IWords
): IHeadline {
  if (service !== 'ready') {
    return withoutAnswer(service, words);
  }
  if (policy === null || consent === null) {
    return withoutAnswer('unknown', words);
  }
  const kinds = kindsOf(policy, consent);
  const facts = { kinds, operator: operatorOf(policy, words), words };
  const always = kinds.some(({ status }) => status === 'always');
  const on = kinds.some(({ status }) => status === 'on');
  switch (true) {
    case kinds.length === 0:
      return offHere(words);
    case asksForMore(kinds):
      return sentences.changed(facts);
    case kinds.some(waits):
      return always
        ? sentences.waitingRequired(facts)
        : sentences.waiting(facts);
    case on:
      return sentences.recording(facts);
    case always:
      return sentences.required(facts);
    case !consent.durable:
      return temporary(words);
    default:
      return sentences.declined(facts);
  }
}

/** Whether something is asked of a person who has agreed to something before. */
function asksForMore(kinds: readonly IKind[]): boolean {
  return (
    kinds.some(({ status }) => status === 'changed') ||
    (kinds.some(waits) && kinds.some(({ status }) => status === 'on'))
  );
}
