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

/** Makes the check of a schema's events under a policy. */
export type Validation = (rule: Rule) => Validate;

/**
 * The third stage: does the event fit its schema or, when a hop has redacted
 * it, what is left of its schema?
 */
export function validation(factory: IValidatorFactory): Validation {
  return rule => validator(rule, factory);
}

function validator(rule: Rule, factory: IValidatorFactory): Validate {
  const fresh = once(() => factory(rule.location.schema.document));
  const transit = once(() => factory(transitSchema(rule)));
  return ({ data, redacted }) => {
    const problem = !isObject(data)
      ? 'data: must be an object'
      : (fault(data) ??
        redactedFault(rule, redacted) ??
        (redacted === undefined ? fresh : transit)()(data));
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
