import { own } from './json.js';
import type { ISchemaPolicy, Policy } from './policy.js';
import type { Status } from './reasons.js';
import { inSample } from './stages/consent.js';
import type { ITools } from './tools.js';

/** Whether a schema's events are taken, or the verdict that all of them get. */
export type Gate = 'open' | Status;

/** A person's answers, by schema. */
export interface IGranted {
  readonly [schemaId: string]: boolean;
}

/**
 * The gate of each schema that a policy lists, so that an event for which there
 * is nothing to do costs one look-up.
 *
 * Without `tools` nobody can tell yet which session is in a sample.
 */
export function gatesOf(
  policy: Policy,
  granted: IGranted,
  session: string,
  tools: ITools | null
): Map<string, Gate> {
  const gate = (entry: ISchemaPolicy): Gate => {
    if (entry.consent !== 'required' && own(granted, entry.schemaId) !== true) {
      return 'no-consent';
    }
    const sha256 = tools?.hashes?.sha256 ?? null;
    return !tools || inSample(entry, session, sha256) ? 'open' : 'sampled';
  };
  const gates = new Map<string, Gate>();
  for (const schemaId of policy.schemas.keys()) {
    const entry = policy.entry(schemaId);
    if (entry) {
      gates.set(schemaId, gate(entry));
    }
  }
  return gates;
}
