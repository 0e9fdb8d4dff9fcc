import type { ISchemaPolicy } from '../policy.js';
import type { IDrop } from '../types.js';

/** The first stage: does the policy list this schema, this version, today? */
export function allow(
  entry: ISchemaPolicy,
  version: string,
  isExpired: boolean
): IDrop | null {
  return isExpired || (entry.versions && !entry.versions.includes(version))
    ? { status: 'not-allowed' }
    : null;
}
