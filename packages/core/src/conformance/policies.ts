import { checkDestinations, checkPolicy } from '../policyCheck.js';
import { parsePolicy } from '../policyReader.js';
import type { JSONObject } from '../types.js';
import type { IDestination } from '../views.js';
import { suiteRegistry } from './events.js';
import type { Check, ICase, ISuite } from './suite.js';
import { difference } from './suite.js';

/**
 * What a policy is told: cases `{policy, destinations?, errors: sentences,
 * warnings?, kinds_off?}`.
 */
export function policies(suite: ISuite): Check {
  const registry = suiteRegistry(suite);
  return (one: ICase) => {
    const policy = parsePolicy(one.policy as JSONObject);
    const places = (one.destinations ?? []) as unknown as IDestination[];
    const found = {
      errors: [
        ...policy.errors,
        ...checkPolicy(policy, registry),
        ...checkDestinations(policy, places)
      ],
      warnings: policy.warnings,
      kinds_off: [...policy.kindsOff.values()]
    };
    const { errors, warnings = [], kinds_off = [] } = one;
    return difference(found, { errors, warnings, kinds_off });
  };
}
