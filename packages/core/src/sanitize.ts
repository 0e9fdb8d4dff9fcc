import { plainCategory } from './dialect.js';
import { own } from './json.js';
import { canonicalPath } from './paths.js';
import type { ISchemaPolicy } from './policy.js';
import { LEVELS, UNRESTRICTED } from './policy.js';
import { project } from './projection.js';
import type { Schema } from './schemas.js';
import { redact } from './stages/redact.js';
import type { JSONObject } from './types.js';

/** From data and `redacted` as they are stored to what remains of them. */
export type Sanitize = (
  data: JSONObject,
  redacted: readonly string[]
) => [JSONObject, string[]];

/**
 * What `sanitize` keeps, with the entry's own transforms; null where nothing is
 * ever sanitized.
 *
 * It is held against events that the entry has redacted: alone it could keep
 * what the entry does not.
 */
export function sanitized(entry: ISchemaPolicy): ISchemaPolicy | null {
  const { sanitize } = entry;
  if (sanitize === null) {
    return null;
  }
  const level = (own(sanitize, 'level') ?? null) as string | null;
  const names = (key: string): string[] =>
    (own(sanitize, key) ?? []) as string[];
  return {
    ...entry,
    level,
    categories: new Set([
      UNRESTRICTED,
      ...(LEVELS.get(level ?? 'minimal') ?? []),
      ...names('allowed_categories').map(plainCategory)
    ]),
    properties: names('allowed_properties').map(canonicalPath),
    sanitize: null
  };
}

/**
 * One more hop for stored events: only what both the entry and its `sanitize`
 * keep stays, the rest is noted.
 *
 * Null where nothing is ever sanitized.
 */
export function sanitizer(
  schema: Schema,
  entry: ISchemaPolicy
): Sanitize | null {
  const narrow = sanitized(entry);
  if (narrow === null) {
    return null;
  }
  // Without a key: what was stored has been hashed already. The entry's own
  // rule comes first because an event may have been stored under a policy that
  // kept more than today's.
  const rules = [entry, narrow].map(one => project(schema, one, null));
  return (data, redacted) =>
    rules.reduce<[JSONObject, string[]]>(
      ([left, noted], rule) => redact(rule, left, noted),
      [data, [...redacted]]
    );
}
