import type { IConsentRecord } from './answers.js';
import type { Disclosure } from './disclosure.js';
import { own } from './json.js';

/**
 * Whether a record is a yes or a no to a kind: a no is broad, a yes is for
 * exactly what was shown.
 */
export function speaksOf(
  record: IConsentRecord,
  id: string,
  purpose: string | null,
  records: readonly IConsentRecord[]
): boolean {
  const { answer, scope, target } = record;
  const isAnswer = answer === 'yes' || answer === 'no';
  const isElsewhere =
    scope === 'destination' || (scope === 'schema' && target !== id);
  if (!isAnswer || isElsewhere) {
    return false;
  }
  const shown = own(record.disclosures, id) as Disclosure | undefined;
  return answer === 'yes'
    ? // One yes to many cannot cover what nobody gave a purpose.
      shown !== undefined && (scope === 'schema' || shown.purpose !== null)
    : shown !== undefined || isMeantBy(record, purpose, records);
}

/**
 * Whether a no covers a kind although it was not there yet. A purpose that is
 * new may ask once.
 */
function isMeantBy(
  { scope, target }: IConsentRecord,
  purpose: string | null,
  records: readonly IConsentRecord[]
): boolean {
  if (scope !== 'all') {
    return scope === 'schema' || target === purpose;
  }
  return purpose === null || records.some(one => speaksOfPurpose(one, purpose));
}

function speaksOfPurpose(
  { scope, target, disclosures }: IConsentRecord,
  purpose: string | null
): boolean {
  return (
    (scope === 'purpose' && target === purpose) ||
    Object.values(disclosures).some(one => one.purpose?.id === purpose)
  );
}
