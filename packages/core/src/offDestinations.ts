import type { IConsentRecord } from './answers.js';
import type { Disclosure } from './disclosure.js';
import type { IDestination } from './views.js';
import { isSameDestination } from './widening.js';

/**
 * Third parties that the person has refused, and places that nobody has named
 * and nobody has switched on; `records` has the newest first.
 */
export function offDestinations(
  { destinations }: Disclosure,
  records: readonly IConsentRecord[]
): string[] {
  return destinations
    .filter(one => isOff(one, records))
    .map(({ name }) => name);
}

/**
 * Whether a third party was refused; a place that nobody has named is off
 * until somebody has switched it on.
 */
function isOff(
  destination: IDestination,
  records: readonly IConsentRecord[]
): boolean {
  const { name, third_party, unknown } = destination;
  if (!third_party && !unknown) {
    return false;
  }
  const decisive = records.find(record => {
    const { answer, scope, target } = record;
    if (scope !== 'destination') {
      return false;
    }
    // A no is to the place under any name, and to whatever has its name; a
    // yes to just what was shown.
    return answer === 'no'
      ? target === name || isPlace(record, destination)
      : answer === 'yes' && target === name && knew(record, destination);
  });
  return decisive === undefined ? unknown : decisive.answer === 'no';
}

/** Whether a yes was to this very destination, under this owner. */
function knew({ disclosures }: IConsentRecord, one: IDestination): boolean {
  return Object.values(disclosures).some(({ destinations }) =>
    destinations.some(known => isSameDestination(known, one))
  );
}

/** Whether what a record was to is this place, under whatever name. */
function isPlace(
  { target, disclosures }: IConsentRecord,
  place: IDestination
): boolean {
  return Object.values(disclosures).some(({ destinations }) =>
    destinations.some(
      known =>
        known.name === target &&
        isSameDestination({ ...known, name: place.name }, place)
    )
  );
}
