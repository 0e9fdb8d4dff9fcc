import { SUBSCHEMAS } from '../generated/dialect.js';
import { hasOwn, isObject } from '../json.js';
import type { JSONObject, JSONValue } from '../types.js';

/** A schema outside the dialect: which, where in it, and what is wrong. */
export class SchemaError extends Error {
  constructor(
    schema: string,
    readonly place: string,
    problem: string
  ) {
    super(`${schema}#${place}: ${problem}`);
  }
}

/** Every object subschema, itself first, with its JSON pointer. */
export function* subschemas(
  schema: JSONObject,
  place = ''
): Generator<[string, JSONObject]> {
  yield [place, schema];
  for (const [step, child] of children(schema)) {
    if (isObject(child)) {
      yield* subschemas(child, `${place}/${step}`);
    }
  }
}

/** What stands where a schema may stand, with the step that leads to it. */
export function* children(schema: JSONObject): Generator<[string, JSONValue]> {
  for (const key of SUBSCHEMAS.one) {
    if (hasOwn(schema, key)) {
      yield [key, schema[key]];
    }
  }
  for (const key of SUBSCHEMAS.many) {
    yield* list(key, schema[key]);
  }
  for (const key of SUBSCHEMAS.named) {
    const members = schema[key];
    if (isObject(members)) {
      for (const name of Object.keys(members)) {
        yield [`${key}/${pointer(name)}`, members[name]];
      }
    }
  }
  if (Array.isArray(schema.items)) {
    yield* list('items', schema.items);
  } else if (hasOwn(schema, 'items')) {
    yield ['items', schema.items];
  }
}

/** The subschema that a local reference points to, or undefined. */
export function resolve(
  document: JSONObject,
  reference: unknown
): JSONObject | boolean | undefined {
  if (reference === '#') {
    return document;
  }
  if (typeof reference !== 'string' || !reference.startsWith('#/')) {
    return undefined;
  }
  let target: JSONValue = document;
  for (const step of reference.slice(2).split('/')) {
    const key = unquoted(step)?.replace(/~1/g, '/').replace(/~0/g, '~');
    const isKnown: boolean = Array.isArray(target)
      ? /^[0-9]+$/.test(key ?? '') && Number(key) < target.length
      : key !== undefined && isObject(target) && hasOwn(target, key);
    if (!isKnown) {
      return undefined;
    }
    target = Array.isArray(target)
      ? target[Number(key)]
      : (target as JSONObject)[key!];
  }
  return isObject(target) || typeof target === 'boolean' ? target : undefined;
}

/** A name as a step of a JSON pointer. */
export function pointer(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

function unquoted(step: string): string | undefined {
  try {
    return decodeURIComponent(step);
  } catch {
    return undefined;
  }
}

function* list(
  key: string,
  members: JSONValue
): Generator<[string, JSONValue]> {
  if (Array.isArray(members)) {
    for (const [index, member] of members.entries()) {
      yield [`${key}/${index}`, member];
    }
  }
}
