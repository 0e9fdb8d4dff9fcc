import { isObject } from './json.js';
import type { JSONObject } from './types.js';

/** The types of JSON Schema. */
export const TYPES = [
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string'
];

/** In place of a type: one of the values that the schema writes out. */
export const LISTED = 'listed';

/**
 * The types that all of some subschemas admit, sorted; `integer` is told where
 * `number` is not. Just LISTED where one of them writes the values out: such a
 * value can hold nothing of anybody's own.
 */
export function admitted(held: readonly JSONObject[]): string[] {
  if (held.some(one => 'const' in one || 'enum' in one)) {
    return [LISTED];
  }
  const types = TYPES.filter(type => held.every(one => typesOf(one).has(type)));
  return types.includes('number')
    ? types.filter(type => type !== 'integer')
    : types;
}

/** Whether some types hold a value that others do not. */
export function admitsMore(
  old: readonly string[],
  now: readonly string[]
): boolean {
  return now.some(
    type =>
      !old.includes(type) &&
      type !== LISTED &&
      !(type === 'integer' && old.includes('number'))
  );
}

/** Whether every value is an array or an object. */
export function admitsOnlyContainers(held: readonly JSONObject[]): boolean {
  return held.some(one =>
    [...typesOf(one)].every(type => type === 'array' || type === 'object')
  );
}

/** The types of one subschema, or of the branches that it names directly. */
function typesOf(one: unknown): Set<string> {
  if (!isObject(one)) {
    return new Set(one === false ? [] : TYPES);
  }
  const { type, anyOf, oneOf } = one;
  const said = type === undefined ? TYPES : [type].flat().map(String);
  const branches = [anyOf, oneOf].flatMap(some =>
    Array.isArray(some)
      ? [new Set(some.flatMap(each => [...typesOf(each)]))]
      : []
  );
  return new Set(
    [...said, ...(said.includes('number') ? ['integer'] : [])].filter(name =>
      branches.every(admitting => admitting.has(name))
    )
  );
}
