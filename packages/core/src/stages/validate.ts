import { fault, isObject } from '../json.js';
import { ANY, ITEMS, PathError, parse } from '../paths.js';
import type { Rule } from '../projection.js';
import type { Location } from '../shape.js';
import { transitSchema } from '../transit.js';
import type { IDraft, IDrop, JSONObject } from '../types.js';

const MAX_REDACTED = 1000;

/** Null for data that is valid, else the rule that it breaks. */
export type Validator = (data: JSONObject) => string | null;

/** Compiles a schema. */
export type IValidatorFactory = (schema: JSONObject) => Validator;

/** Null for an event that is valid, else its verdict. */
export type Validate = (draft: IDraft) => IDrop | null;

/** Makes the check of a schema's events under a policy; null for none. */
export type Validation = (rule: Rule) => Validate | null;

/** A compiled check of a schema's events. */
export type Check = (data: JSONObject) => string | null;

/** By what a compiled check is known. */
export function checkName(schemaId: string, version: string): string {
  return `${schemaId} ${version}`;
}

/**
 * The third stage: does the event fit its schema or, when a hop has redacted
 * it, what is left of its schema?
 *
 * `factory` compiles what has no compiled check; without one, and for what was
 * redacted, nobody here can tell.
 */
export function validation(
  factory: IValidatorFactory | null,
  checks: ReadonlyMap<string, Check> = new Map()
): Validation {
  return rule => {
    const { id, version } = rule.location.schema;
    const check = checks.get(checkName(id, version)) ?? null;
    return check || factory ? validator(rule, factory, check) : null;
  };
}

function validator(
  rule: Rule,
  factory: IValidatorFactory | null,
  check: Check | null
): Validate {
  const fresh = once(
    () => check ?? factory?.(rule.location.schema.document) ?? null
  );
  const transit = once(() => factory?.(transitSchema(rule)) ?? null);
  return ({ data, redacted }) => {
    const problem = !isObject(data)
      ? 'data: must be an object'
      : (fault(data) ??
        redactedFault(rule, redacted) ??
        (redacted === undefined ? fresh : transit)()?.(data) ??
        null);
    return problem === null ? null : { status: 'invalid', error: problem };
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function redactedFault(rule: Rule, redacted: unknown): string | null {
  if (redacted === undefined) {
    return null;
  }
  if (!Array.isArray(redacted) || redacted.length > MAX_REDACTED) {
    return `redacted: must be a list of at most ${MAX_REDACTED} paths`;
  }
  return redacted.every(
    path => typeof path === 'string' && isDeclared(rule.location, path)
  )
    ? null
    : 'redacted: names a path that the schema does not declare';
}

function isDeclared(top: Location, path: string): boolean {
  let tokens: string[];
  try {
    tokens = parse(path);
  } catch (error) {
    if (error instanceof PathError) {
      return false;
    }
    throw error;
  }
  let places = [top];
  for (const [index, token] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    if (isLast && isWildcard(token, places)) {
      return true;
    }
    places = places.flatMap(place => step(place, token));
  }
  return places.length > 0;
}

/** Whether a last token may stand for undeclared properties or items. */
function isWildcard(token: string, places: Location[]): boolean {
  return (
    (token === ANY || token === ITEMS) && places.some(place => !place.isLeaf)
  );
}

function step(place: Location, token: string): Location[] {
  if (token === ANY) {
    return place.patternChildren();
  }
  if (token === ITEMS) {
    return place.items ? [place.items] : [];
  }
  // A token is a name with at most its special characters escaped.
  const name = token.replace(/\\(.)/gs, '$1');
  const child = place.properties.has(name) ? place.child(name) : null;
  return child === null ? [] : [child];
}
