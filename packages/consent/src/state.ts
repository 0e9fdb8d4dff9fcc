import type { IConsentView, IPolicyView } from '@jupyter-eventlog/core';
import type { IHeadline, ServiceState } from './headline.js';
import type { IKind } from './kinds.js';
import { isNotice, waits } from './kinds.js';
import { operatorOf } from './operator.js';
import { paused, recording } from './recording.js';
import * as sentences from './sentences.js';
import * as silence from './silence.js';
import type { ISituation } from './situation.js';
import { situationOf } from './situation.js';
import type { IWords } from './words.js';

/** Say in two lines what is being recorded right now. */
export function headline(situation: ISituation, words: IWords): IHeadline {
  const { service, earlier, kinds } = situation;
  if (service !== 'ready') {
    return silence.withoutAnswer(service, earlier, words);
  }
  if (situation.test_mode) {
    return silence.testMode(words);
  }
  if (kinds.length === 0) {
    return silence.nothingAllowed(situation, words);
  }
  const facts = { kinds, operator: operatorOf(situation, words), words };
  // A pause says nothing where there is nothing to resume.
  if (situation.paused !== null && isAny(kinds, 'on')) {
    return paused(facts, situation.paused);
  }
  return (
    asking(facts) ??
    (isAny(kinds, 'on') ? recording(facts) : resting(situation, facts))
  );
}

/** Say in two lines what the service's answers come to. */
export function consentState(
  policy: IPolicyView | null,
  consent: IConsentView | null,
  service: ServiceState,
  words: IWords
): IHeadline {
  return headline(situationOf(policy, consent, service), words);
}

/** The states in which something waits for an answer or for its notice. */
function asking(facts: sentences.IFacts): IHeadline | null {
  const { kinds } = facts;
  const waiting = kinds.filter(waits);
  if (waiting.length === 0) {
    return null;
  }
  // "Nothing is being collected" would be false of a person who said yes before.
  if (isAny(kinds, 'changed') || isAny(kinds, 'on')) {
    return sentences.changed(facts);
  }
  if (waiting.every(isNotice)) {
    return sentences.waitingOptOut(facts);
  }
  return isAny(kinds, 'always')
    ? sentences.waitingRequired(facts)
    : sentences.waiting(facts);
}

/** The states in which nothing that one could refuse is recorded or asked for. */
function resting(situation: ISituation, facts: sentences.IFacts): IHeadline {
  const { kinds, words } = facts;
  if (isAny(kinds, 'signal')) {
    return sentences.signal(facts);
  }
  if (isAny(kinds, 'always')) {
    return sentences.required(facts);
  }
  const refused = kinds.every(({ status }) => status === 'off');
  return situation.temporary && !refused
    ? silence.temporary(words)
    : sentences.declined(facts);
}

function isAny(kinds: readonly IKind[], wanted: IKind['status']): boolean {
  return kinds.some(({ status }) => status === wanted);
}
