import { EVENT, KEYWORDS, KINDS, LIMITS } from '../generated/dialect.js';
import { fault, hasOwn, isObject } from '../json.js';
import type { JSONObject } from '../types.js';
import { PatternError, patternParts } from './patterns.js';
import { FITS, isNames } from './values.js';
import { SchemaError, children, pointer, resolve, subschemas } from './walk.js';

type Found = readonly (readonly [place: string, sub: JSONObject])[];
type Kinds = Readonly<Record<string, keyof typeof KINDS>>;

const ROOT: Kinds = { ...KEYWORDS, ...EVENT };
const IN_PLACE =
  /^(?:allOf|anyOf|oneOf|not|if|then|else|dependencies)(?:\/|$)/u;

/**
 * Refuse a schema outside the dialect.
 *
 * Throws SchemaError, with the place named.
 */
export function checkSchema(document: JSONObject): void {
  const refuse = (place: string, problem: string): never => {
    throw new SchemaError(String(document.$id), place, problem);
  };
  const large = isTooLarge(document)
    ? `must have at most ${LIMITS.bytes / 1024} KiB`
    : null;
  const problem = large ?? fault(document);
  if (problem !== null) {
    refuse('', problem);
  }
  for (const keyword of ['$id', 'version'] as const) {
    if (!FITS[EVENT[keyword]](document[keyword])) {
      refuse(`/${keyword}`, KINDS[EVENT[keyword]]);
    }
  }
  const found = [...subschemas(document)];
  for (const [place, sub] of found) {
    checkKeywords(place, sub, place ? KEYWORDS : ROOT, refuse);
  }
  checkPatterns(found, refuse);
  checkReferences(document, found, refuse);
}

type Refuse = (place: string, problem: string) => never;

/** Whether a document is larger than it may be. */
function isTooLarge(document: JSONObject): boolean {
  const waiting: unknown[] = [document];
  let size = 0;
  while (waiting.length > 0 && size <= LIMITS.bytes) {
    const value = waiting.pop();
    size += 1 + (typeof value === 'string' ? [...value].length : 0);
    if (Array.isArray(value)) {
      value.forEach(item => waiting.push(item));
    } else if (isObject(value)) {
      for (const name of Object.keys(value)) {
        waiting.push(name, value[name]);
      }
    }
  }
  return size > LIMITS.bytes;
}

function checkKeywords(
  place: string,
  sub: JSONObject,
  kinds: Kinds,
  refuse: Refuse
): void {
  for (const keyword of Object.keys(sub)) {
    if (hasOwn(kinds, keyword) && !FITS[kinds[keyword]](sub[keyword])) {
      refuse(`${place}/${pointer(keyword)}`, KINDS[kinds[keyword]]);
    }
  }
  for (const [step, child] of children(sub)) {
    const isSchema = isObject(child) || typeof child === 'boolean';
    if (!isSchema && !(step.startsWith('dependencies/') && isNames(child))) {
      refuse(`${place}/${step}`, 'must be a schema');
    }
  }
}

function checkPatterns(found: Found, refuse: Refuse): void {
  let left = LIMITS.parts as number;
  for (const [place, sub] of found) {
    for (const [step, pattern] of patterns(sub)) {
      try {
        left -= patternParts(pattern);
      } catch (error) {
        if (!(error instanceof PatternError)) {
          throw error;
        }
        const problem = `must be a regular expression of the subset: ${error.message}`;
        refuse(`${place}/${step}`, problem);
      }
      if (left < 0) {
        const problem = `all patterns together must have at most ${LIMITS.parts} parts`;
        refuse(`${place}/${step}`, problem);
      }
    }
  }
}

function patterns(sub: JSONObject): [string, string][] {
  const own: [string, string][] =
    typeof sub.pattern === 'string' ? [['pattern', sub.pattern]] : [];
  const named = Object.keys(sub.patternProperties ?? {});
  return [
    ...own,
    ...named.map((pattern): [string, string] => [
      `patternProperties/${pointer(pattern)}`,
      pattern
    ])
  ];
}

/**
 * Each reference leads to a subschema, and none back to itself before it has
 * gone into the event.
 */
function checkReferences(
  document: JSONObject,
  found: Found,
  refuse: Refuse
): void {
  const known = new Set<unknown>(found.map(([, sub]) => sub));
  const leads = new Map<JSONObject, JSONObject[]>();
  for (const [place, sub] of found) {
    const inside = [...children(sub)].filter(([step]) => IN_PLACE.test(step));
    const targets = inside.map(([, child]) => child);
    if (hasOwn(sub, '$ref')) {
      const target = resolve(document, sub.$ref);
      if (typeof target !== 'boolean' && !known.has(target)) {
        refuse(`${place}/$ref`, 'must point to a subschema of this schema');
      }
      targets.push(target!);
    }
    leads.set(sub, targets.filter(isObject));
  }
  const circling = circlingIn(leads);
  for (const [place, sub] of found) {
    if (hasOwn(sub, '$ref') && circling.has(sub)) {
      refuse(`${place}/$ref`, 'must not lead in a circle');
    }
  }
}

/**
 * What leads into a circle: what remains when those that lead nowhere are
 * taken away, again and again.
 */
function circlingIn<T>(leads: ReadonlyMap<T, readonly T[]>): Set<T> {
  const origins = new Map<T, T[]>();
  const remaining = new Map<T, number>();
  leads.forEach((targets, origin) => {
    remaining.set(origin, targets.length);
    for (const target of targets) {
      const known = origins.get(target) ?? [];
      known.push(origin);
      origins.set(target, known);
    }
  });
  const ended = [...remaining.keys()].filter(one => !remaining.get(one));
  for (let one = ended.pop(); one !== undefined; one = ended.pop()) {
    remaining.delete(one);
    for (const origin of origins.get(one) ?? []) {
      const left = remaining.get(origin)! - 1;
      remaining.set(origin, left);
      if (left === 0) {
        ended.push(origin);
      }
    }
  }
  return new Set(remaining.keys());
}
