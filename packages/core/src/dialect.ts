import { fault, hasOwn, isObject, put, snapshot, versionText } from './json.js';
import { NAMES, isTransform } from './transforms.js';
import type { JSONObject, JSONValue } from './types.js';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema';

// What jupyter_telemetry wrote before the names of its categories.
const CATEGORY_PREFIX = 'category.jupyter.org/';

/** Keywords whose value is one schema. */
export const ONE = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'not',
  'propertyNames',
  'then'
] as const;

/** Keywords whose value is a list of schemas. */
export const MANY = ['allOf', 'anyOf', 'oneOf'] as const;

/** Keywords whose value is an object of schemas. */
export const NAMED = [
  'definitions',
  'dependencies',
  'patternProperties',
  'properties'
] as const;

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

/**
 * A private copy of a schema with its version as a string, `$ref` alone in its
 * subschema, and plain categories.
 *
 * Throws SchemaError with the place named.
 */
export function normalise(document: object): JSONObject {
  const problem = fault(document);
  const schema = problem ? {} : (snapshot(document) as JSONObject);
  const { $id } = problem ? (document as { $id?: unknown }) : schema;
  if (typeof $id !== 'string' || !$id.includes(':')) {
    throw new SchemaError(String($id), '/$id', 'must be a URI');
  }
  if (problem) {
    throw new SchemaError($id, '', problem);
  }
  const version = versionText(schema.version);
  if (version === null) {
    throw new SchemaError($id, '/version', 'must be a string or a number');
  }
  schema.version = version;
  if (String(schema.$schema ?? DRAFT_07).replace(/#+$/, '') !== DRAFT_07) {
    throw new SchemaError($id, '/$schema', 'must be draft-07');
  }
  for (const [place, sub] of [...subschemas(schema)]) {
    check($id, place, sub, schema);
    normaliseOne(sub);
  }
  return schema;
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
    const key = unquoted(step).replace(/~1/g, '/').replace(/~0/g, '~');
    const known: boolean = Array.isArray(target)
      ? /^[0-9]+$/.test(key) && Number(key) < target.length
      : isObject(target) && hasOwn(target, key);
    if (!known) {
      return undefined;
    }
    target = Array.isArray(target)
      ? target[Number(key)]
      : (target as JSONObject)[key];
  }
  return isObject(target) || typeof target === 'boolean' ? target : undefined;
}

/** A category without the prefix that jupyter_telemetry wrote before it. */
export function plainCategory(category: string): string {
  return category.startsWith(CATEGORY_PREFIX)
    ? category.slice(CATEGORY_PREFIX.length)
    : category;
}

function unquoted(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function pointer(step: string): string {
  return step.replace(/~/g, '~0').replace(/\//g, '~1');
}

function* children(schema: JSONObject): Generator<[string, JSONValue]> {
  for (const key of ONE) {
    yield [key, schema[key]];
  }
  for (const key of MANY) {
    yield* list(key, schema[key]);
  }
  for (const key of NAMED) {
    const members = schema[key];
    if (isObject(members)) {
      for (const name of Object.keys(members)) {
        yield [`${key}/${pointer(name)}`, members[name]];
      }
    }
  }
  yield* Array.isArray(schema.items)
    ? list('items', schema.items)
    : [['items', schema.items] as [string, JSONValue]];
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

function check(
  name: string,
  place: string,
  sub: JSONObject,
  document: JSONObject
): void {
  const refuse = (keyword: string, problem: string): never => {
    throw new SchemaError(name, `${place}/${keyword}`, problem);
  };
  if ('$ref' in sub && resolve(document, sub.$ref) === undefined) {
    refuse('$ref', 'must point to a subschema of this schema');
  }
  if ('categories' in sub && !areNames(sub.categories)) {
    refuse('categories', 'must be a list of names');
  }
  if ('obfuscate' in sub && !isTransform(sub.obfuscate)) {
    refuse('obfuscate', `must be one of ${NAMES.join(', ')}`);
  }
  if ('multipleOf' in sub && !Number.isInteger(sub.multipleOf)) {
    refuse('multipleOf', 'must be an integer');
  }
  if ('pattern' in sub && !isPattern(sub.pattern)) {
    refuse('pattern', 'must be a regular expression');
  }
  for (const pattern of Object.keys(sub.patternProperties ?? {})) {
    if (!isPattern(pattern)) {
      refuse(
        `patternProperties/${pointer(pattern)}`,
        'must be a regular expression'
      );
    }
  }
}

function areNames(value: JSONValue): boolean {
  return (
    Array.isArray(value) &&
    value.every(item => typeof item === 'string' && item !== '')
  );
}

function isPattern(pattern: JSONValue): boolean {
  try {
    new RegExp(String(pattern), 'u');
    return typeof pattern === 'string';
  } catch {
    return false;
  }
}

function normaliseOne(sub: JSONObject): void {
  if (Array.isArray(sub.categories)) {
    sub.categories = sub.categories.map(name => plainCategory(String(name)));
  }
  if ('$ref' in sub && Object.keys(sub).length > 1) {
    const others = Array.isArray(sub.allOf) ? sub.allOf : [];
    put(sub, 'allOf', [...others, { $ref: sub.$ref }]);
    delete sub.$ref;
  }
}
