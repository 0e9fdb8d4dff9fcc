import { resolve } from './dialect/walk.js';
import { isObject, put } from './json.js';
import type { Rule } from './projection.js';
import type { JSONObject, JSONValue } from './types.js';

const COMBINED = [
  ['allOf', 'allOf'],
  ['anyOf', 'anyOf'],
  ['oneOf', 'anyOf']
] as const;
const ORIGINAL = '#/definitions/_';

type Visited = readonly (readonly [Rule, JSONObject])[];

/**
 * A schema that admits every event of `rule`'s schema after any redaction that
 * `rule`'s policy asks for.
 *
 * Nothing is required; what is removed or undeclared is free; what has a
 * transform is held to the type that it gives, except `hash`, which only the
 * last hop applies.
 */
export function transitSchema(rule: Rule): JSONObject {
  const original = moved(rule.location.schema.document) as JSONObject;
  delete original.$id;
  const root: JSONObject = { definitions: { _: original } };
  return { ...root, ...(container(rule, original, root, []) as JSONObject) };
}

/** A copy whose references look for the original where it now stands. */
function moved(value: JSONValue): JSONValue {
  if (Array.isArray(value)) {
    return value.map(moved);
  }
  if (!isObject(value)) {
    return value;
  }
  const copy: JSONObject = {};
  for (const [name, item] of Object.entries(value)) {
    const isReference = name === '$ref' && typeof item === 'string';
    put(copy, name, isReference ? ORIGINAL + item.slice(1) : moved(item));
  }
  return copy;
}

/** A subschema, loosened to what may stand at this location. */
function location(
  rule: Rule,
  sub: JSONValue,
  root: JSONObject,
  above: Visited
): JSONValue {
  if (rule.removed || rule.transformName === 'hash' || !isObject(sub)) {
    return true;
  }
  if (rule.onContainer || (rule.isLeaf && rule.onLeaf)) {
    return { type: 'string' };
  }
  return rule.isLeaf ? sub : container(rule, sub, root, above);
}

function container(
  rule: Rule,
  sub: JSONValue,
  root: JSONObject,
  above: Visited
): JSONValue {
  if (
    !isObject(sub) ||
    above.some(([seen, there]) => seen === rule && there === sub)
  ) {
    return true;
  }
  const inside: Visited = [...above, [rule, sub]];
  const all: JSONValue[] = [];
  if (sub.$ref !== undefined) {
    const target = resolve(root, sub.$ref) ?? true;
    all.push(container(rule, target, root, inside));
  }
  for (const [keyword, looser] of COMBINED) {
    const members = sub[keyword];
    if (Array.isArray(members)) {
      all.push({
        [looser]: members.map(one => container(rule, one, root, inside))
      });
    }
  }
  return {
    ...(sub.type !== undefined && rule.transformName === null
      ? { type: sub.type }
      : {}),
    ...(all.length > 0 ? { allOf: all } : {}),
    ...children(rule, sub, root, inside)
  };
}

function children(
  rule: Rule,
  sub: JSONObject,
  root: JSONObject,
  above: Visited
): JSONObject {
  const loose: JSONObject = {};
  if (isObject(sub.properties)) {
    const properties: JSONObject = {};
    for (const [name, one] of Object.entries(sub.properties)) {
      const child = rule.child(name);
      if (child) {
        put(properties, name, location(child, one, root, above));
      }
    }
    loose.properties = properties;
  }
  // A list of item schemas says nothing once an item may be gone, nor a pattern
  // whose names may have rules of their own.
  const item = isObject(sub.items) ? rule.item(0) : null;
  if (item) {
    loose.items = location(item, sub.items, root, above);
  }
  return loose;
}
