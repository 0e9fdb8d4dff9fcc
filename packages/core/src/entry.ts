import { isObject } from './json.js';
import type { ISchemaPolicy } from './policy.js';
import { LEVELS, UNRESTRICTED } from './policy.js';
import type { JSONObject, JSONValue } from './types.js';

/** What an entry of `allowed_schemas` may say. */
export const ENTRY_KEYS = [
  'allowed_categories',
  'allowed_properties',
  'capsule',
  'consent',
  'legal_basis',
  'level',
  'obfuscate',
  'obfuscate_categories',
  'purpose',
  'reason',
  'retention',
  'sample',
  'sanitize',
  'sinks',
  'user',
  'versions'
];

/** The words that an entry may choose from; the first is meant by silence. */
export const MODES = {
  consent: ['opt-in', 'opt-out', 'required'],
  user: ['drop', 'hash', 'keep'],
  session: ['exact', 'drop'],
  time: ['exact', 'hour', 'day']
} as const;

/** What nobody here knows the meaning of. */
export class PolicyError extends Error {}

/**
 * An entry of `allowed_schemas` whose mistakes somebody has looked for, with
 * every default filled in.
 *
 * Throws PolicyError for what it does not know: a newer server may mean a
 * restriction by it.
 */
export function entryOf(schemaId: string, said: JSONObject): ISchemaPolicy {
  const { level = null, sample } = said;
  const capsule = isObject(said.capsule) ? said.capsule : {};
  refuseUnknown(schemaId, said, ENTRY_KEYS);
  refuseUnknown(schemaId, capsule, ['session', 'time']);
  return {
    schemaId,
    versions: said.versions ? names(said.versions) : null,
    level: level as string | null,
    categories: new Set([
      UNRESTRICTED,
      ...(LEVELS.get(String(level)) ?? []),
      ...names(said.allowed_categories)
    ]),
    properties: names(said.allowed_properties),
    obfuscate: byName(said.obfuscate),
    obfuscateCategories: byName(said.obfuscate_categories),
    user: mode(MODES.user, said.user),
    session: mode(MODES.session, capsule.session),
    time: mode(MODES.time, capsule.time),
    consent: mode(MODES.consent, said.consent),
    sinks: said.sinks ? names(said.sinks) : null,
    retention: (said.retention ?? null) as string | null,
    sanitize: (said.sanitize ?? null) as JSONObject | null,
    purpose: (said.purpose ?? null) as string | null,
    reason: said.reason ?? null,
    legalBasis: (said.legal_basis || null) as string | null,
    sample: Number(sample ?? 1)
  };
}

function refuseUnknown(
  schemaId: string,
  said: JSONObject,
  known: readonly string[]
): void {
  const unknown = Object.keys(said).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new PolicyError(`${schemaId}: unknown key "${unknown}"`);
  }
}

function names(value: JSONValue | undefined): string[] {
  return (value ?? []) as string[];
}

function byName(value: JSONValue | undefined): Map<string, string> {
  return new Map(Object.entries((value ?? {}) as Record<string, string>));
}

function mode<T extends string>(
  words: readonly [T, ...T[]],
  said: JSONValue | undefined
): T {
  const word = words.find(one => one === (said ?? words[0]));
  if (word === undefined) {
    throw new PolicyError(
      `"${String(said)}" is not one of ${words.join(', ')}`
    );
  }
  return word;
}
