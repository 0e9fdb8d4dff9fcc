import { capsules } from './conformance/capsules.js';
import { decisions } from './conformance/decisions.js';
import { disclosed, widenings } from './conformance/disclosures.js';
import { events } from './conformance/events.js';
import { policies } from './conformance/policies.js';
import { projected, sanitize } from './conformance/projections.js';
import { schemas } from './conformance/schemas.js';
import type { Check, IChecks, ISuite } from './conformance/suite.js';

export { makeCapsule } from './conformance/capsules.js';
export {
  evaluate,
  suitePipeline,
  suiteRegistry
} from './conformance/events.js';
export { refusals } from './conformance/schemas.js';
export { suiteProjected } from './conformance/projections.js';
export { difference } from './conformance/suite.js';
export type { Check, ICase, IChecks, ISuite } from './conformance/suite.js';

/** The checks of this package. */
export const CHECKS: IChecks = {
  capsule: capsules,
  decide: decisions,
  disclosure: disclosed,
  errors: policies,
  projected,
  refused: schemas,
  sanitize,
  wider: widenings,
  event: events
};

/** Each case's title and, where it fails, the difference. */
export function failures(
  suite: ISuite,
  checks: IChecks = CHECKS
): [string, string | null][] {
  const made = new Map<string, Check>();
  return suite.cases.map(one => {
    const kind = Object.keys(checks).find(key => key in one);
    if (kind === undefined) {
      return [one.title, 'no check knows this kind of case'];
    }
    const check = made.get(kind) ?? checks[kind](suite);
    made.set(kind, check);
    return [one.title, check(one)];
  });
}
