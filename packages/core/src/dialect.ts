import { SchemaError, subschemas } from './dialect/walk.js';
import { fault, isObject, put, snapshot, versionText } from './json.js';
import type { JSONObject, JSONValue } from './types.js';

export { SchemaError, resolve, subschemas } from './dialect/walk.js';

/** Refuses a schema outside the dialect by throwing SchemaError. */
export type SchemaCheck = (document: JSONObject) => void;

// What jupyter_telemetry wrote before the names of its categories.
const CATEGORY_PREFIX = 'category.jupyter.org/';

// What `.` means here; Rust means more.
const ANY_CHARACTER = '[^\\n\\r\\u2028\\u2029]';
const DOT = /\\.|\[(?:\\.|[^\]\\])*\]|\./gsu;

/**
 * A private copy of a schema with its version as a string, `$ref` alone in its
 * subschema, and plain categories.
 *
 * `check` is what refuses a schema outside the dialect; without one only what
 * the registry needs is looked at. Throws SchemaError with the place named.
 */
export function normalise(
  document: object,
  check: SchemaCheck | null
): JSONObject {
  const problem = fault(document);
  const { $id } = document as { $id?: unknown };
  if (problem) {
    throw new SchemaError(String($id), '', problem);
  }
  const schema = snapshot(document) as JSONObject;
  check?.(schema);
  const version = versionText(schema.version);
  if (typeof $id !== 'string' || version === null) {
    throw new SchemaError(String($id), '', 'must have an $id and a version');
  }
  schema.version = version;
  for (const [, sub] of [...subschemas(schema)]) {
    normaliseOne(sub);
  }
  return schema;
}

/** A category without the prefix that jupyter_telemetry wrote before it. */
export function plainCategory(category: string): string {
  return category.startsWith(CATEGORY_PREFIX)
    ? category.slice(CATEGORY_PREFIX.length)
    : category;
}

function normaliseOne(sub: JSONObject): void {
  if (Array.isArray(sub.categories)) {
    sub.categories = sub.categories.map(name => plainCategory(String(name)));
  }
  if (typeof sub.pattern === 'string') {
    sub.pattern = spelledOut(sub.pattern);
  }
  if (isObject(sub.patternProperties)) {
    sub.patternProperties = namesSpelledOut(sub.patternProperties);
  }
  if ('$ref' in sub && Object.keys(sub).length > 1) {
    const others = Array.isArray(sub.allOf) ? sub.allOf : [];
    put(sub, 'allOf', [...others, { $ref: sub.$ref }]);
    delete sub.$ref;
  }
}

/** A pattern without the `.` that the languages read differently. */
function spelledOut(pattern: string): string {
  return pattern.replace(DOT, found => (found === '.' ? ANY_CHARACTER : found));
}

function namesSpelledOut(named: JSONObject): JSONObject {
  const spelled = new Map<string, JSONValue>();
  for (const [pattern, member] of Object.entries(named)) {
    const plain = spelledOut(pattern);
    const other = spelled.get(plain);
    spelled.set(
      plain,
      other === undefined ? member : { allOf: [other, member] }
    );
  }
  return Object.fromEntries(spelled);
}
