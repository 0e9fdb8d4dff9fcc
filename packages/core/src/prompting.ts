import type { ICircumstances, IConsentRecord, IDecision } from './answers.js';
import { isOpen } from './answers.js';
import { CLOSED_IS_NO } from './decision.js';
import type { Disclosure } from './disclosure.js';
import { own } from './json.js';
import { widened } from './widening.js';

/** Between two requests of a person who has been asked before. */
const REQUEST_PAUSE = 30 * 24 * 60 * 60 * 1000;

/**
 * Whether a request may be put to the person now, beside what the panel shows
 * to those who look.
 *
 * The first request is free; later ones come at most once in 30 days, and one
 * that was put away does not come back in the same session. Nobody is asked
 * while a privacy signal is on, and nobody whose answer would be lost. What
 * starts by notice is not put to a person who has put it away twice.
 */
export function mayPrompt(
  decisions: { readonly [schemaId: string]: IDecision },
  records: readonly IConsentRecord[],
  { now, session, signal, durable }: ICircumstances
): boolean {
  const isWaiting = Object.entries(decisions).some(
    ([id, one]) => isOpen(one) && !isPutAwayForGood(id, one, records)
  );
  const isPutAway = records.some(
    one => one.answer === 'closed' && (one.session ?? '') === (session ?? '')
  );
  if (signal || durable === false || !isWaiting || isPutAway) {
    return false;
  }
  const later = laterRequests(records);
  return later.every(time => now - Date.parse(time) >= REQUEST_PAUSE);
}

function isPutAwayForGood(
  id: string,
  { lapsed }: IDecision,
  records: readonly IConsentRecord[]
): boolean {
  const closed = records.filter(
    ({ answer, disclosures }) => answer === 'closed' && own(disclosures, id)
  );
  // Of what lapsed, only what was put away since counts: that is a no already.
  return lapsed === null && closed.length >= CLOSED_IS_NO;
}

/** When a person was asked about something that no earlier request held. */
function laterRequests(records: readonly IConsentRecord[]): string[] {
  const requests = records.filter(
    ({ answer, scope, disclosures }) =>
      answer !== 'signal' &&
      scope !== 'destination' &&
      Object.keys(disclosures).length > 0
  );
  return requests.flatMap(({ time, disclosures }, index) => {
    const before = requests.slice(0, index);
    const isNew =
      index > 0 && !before.some(one => holds(one.disclosures, disclosures));
    return isNew ? time : [];
  });
}

function holds(
  before: IConsentRecord['disclosures'],
  now: IConsentRecord['disclosures']
): boolean {
  return Object.entries(now).every(([name, one]) => {
    const known = own(before, name) as Disclosure | undefined;
    return known !== undefined && widened(known, one).length === 0;
  });
}
