import type { ISchemaPolicy } from '../policy.js';
import type { IDrop } from '../types.js';

/** SHA-256. */
export type SHA256 = (data: Uint8Array) => Uint8Array;

/**
 * The second stage: did the person say yes, and is this session in the sample?
 *
 * `required` asks nobody.
 */
export function consent(
  entry: ISchemaPolicy,
  session: string,
  granted: boolean,
  sha256: SHA256 | null
): IDrop | null {
  if (entry.consent !== 'required' && !granted) {
    return { status: 'no-consent' };
  }
  return inSample(entry, session, sha256) ? null : { status: 'sampled' };
}

/**
 * Whether a session belongs to the share that the policy keeps. Without a hash
 * function nobody can tell, so it does not.
 */
export function inSample(
  entry: ISchemaPolicy,
  session: string,
  sha256: SHA256 | null
): boolean {
  if (entry.sample >= 1 || entry.sample <= 0 || sha256 === null) {
    return entry.sample >= 1;
  }
  const text = new TextEncoder().encode(session + entry.schemaId);
  const { buffer, byteOffset } = sha256(text);
  const view = new DataView(buffer, byteOffset);
  const first = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  return first / 2 ** 64 < entry.sample;
}
