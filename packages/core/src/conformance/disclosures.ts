import type { Disclosure } from '../disclosure.js';
import { disclose } from '../disclosure.js';
import { own } from '../json.js';
import { parsePolicy } from '../policyReader.js';
import type { JSONObject, JSONValue } from '../types.js';
import type { IDestination } from '../views.js';
import { widened } from '../widening.js';
import { suiteRegistry } from './events.js';
import type { Check, ICase, ISuite } from './suite.js';
import { difference } from './suite.js';

const HERE: IDestination = {
  name: 'journal',
  destination: 'this server',
  third_party: false,
  run_by: null,
  country: null,
  unknown: false
};

/**
 * What a suite discloses, `changes` first: `{policy?, entry?, schemas?,
 * classifications?, destinations?}`; `entry` changes each allowed schema's.
 */
export function disclosures(
  suite: ISuite,
  changes: JSONObject = {}
): { [schemaId: string]: Disclosure } {
  const whole = { ...suite, ...changes } as ISuite & {
    destinations?: IDestination[];
  };
  const policy = parsePolicy(changed(whole.policy ?? {}, changes.entry));
  if (policy.errors.length > 0) {
    throw new Error(policy.errors.join('; '));
  }
  const registry = suiteRegistry(whole);
  const places = [HERE, ...(whole.destinations ?? [])];
  return Object.fromEntries(
    [...policy.schemas.keys()].map(id => [
      id,
      disclose(registry, policy, id, places)
    ])
  );
}

/** Cases `{old, new, wider: boolean, grew?: names}`. */
export function widenings(suite: ISuite): Check {
  return ({ old, new: now, wider, grew }: ICase) => {
    const before = disclosures(suite, old as JSONObject);
    const found = Object.entries(disclosures(suite, now as JSONObject)).flatMap(
      ([id, one]) => {
        const known = own(before, id) as Disclosure | undefined;
        return known ? widened(known, one) : [`schema ${id}`];
      }
    );
    return difference(
      { wider: found.length > 0, grew: found },
      grew === undefined ? { wider } : { wider, grew }
    );
  };
}

/** Cases `{disclosure: {schema id: parts}, policy?, ...}`. */
export function disclosed(suite: ISuite): Check {
  return one => {
    const found = disclosures(suite, one);
    const wrong = Object.entries(one.disclosure as JSONObject).flatMap(
      ([id, parts]) =>
        difference((own(found, id) ?? {}) as object, parts as JSONObject) ?? []
    );
    return wrong.join('; ') || null;
  };
}

function changed(policy: JSONObject, entry: JSONValue): JSONObject {
  if (entry === undefined) {
    return policy;
  }
  const allowed = Object.entries(policy.allowed_schemas as JSONObject).map(
    ([id, said]) => [id, { ...(said as JSONObject), ...(entry as JSONObject) }]
  );
  return { ...policy, allowed_schemas: Object.fromEntries(allowed) };
}
