import { resolve } from './dialect.js';
import { isObject, own } from './json.js';
import type { JSONObject, JSONValue } from './types.js';

/**
 * What some subschemas say of a property of this name, or of one that just
 * these patterns match.
 */
export function described(
  within: readonly JSONObject[],
  name: string | null,
  patterns: readonly string[]
): unknown[] {
  return within.flatMap(one => [
    name === null ? undefined : member(one.properties, name),
    ...patterns.map(pattern => member(one.patternProperties, pattern))
  ]);
}

/** The subschemas that apply at one location, each once. */
export function descriptions(
  document: JSONObject,
  subschemas: readonly unknown[]
): JSONObject[] {
  return reached(subschemas, one => inPlace(document, one));
}

/**
 * The subschemas that hold at a location whichever branches of the schema an
 * event takes.
 */
export function holding(
  document: JSONObject,
  subschemas: readonly unknown[]
): JSONObject[] {
  return reached(subschemas, one => [
    resolve(document, one.$ref),
    ...(Array.isArray(one.allOf) ? one.allOf : [])
  ]);
}

/** Some subschemas and all that they lead to, each once, breadth first. */
function reached(
  subschemas: readonly unknown[],
  next: (one: JSONObject) => unknown[]
): JSONObject[] {
  const found = new Set<JSONObject>();
  const waiting = [...subschemas];
  for (let index = 0; index < waiting.length; index++) {
    const one = waiting[index];
    if (isObject(one) && !found.has(one)) {
      found.add(one);
      waiting.push(...next(one));
    }
  }
  return [...found];
}

/** The subschemas that apply where a subschema does. */
function inPlace(document: JSONObject, one: JSONObject): unknown[] {
  return [
    one.$ref === undefined ? undefined : resolve(document, one.$ref),
    ...[one.allOf, one.anyOf, one.oneOf].flatMap(members => members ?? []),
    one.if,
    one.then,
    one.else,
    ...Object.values(one.dependencies ?? {})
  ];
}

function member(members: JSONValue | undefined, name: string): unknown {
  return isObject(members) ? own(members, name) : undefined;
}
