import { resolve } from './dialect/walk.js';
import { isObject, put } from './json.js';
import type { Rule } from './projection.js';
import { Recursion } from './recursion.js';
import type { JSONObject, JSONValue } from './types.js';

const COMBINED = [
  ['allOf', 'allOf'],
  ['anyOf', 'anyOf'],
  ['oneOf', 'anyOf']
] as const;

/** Where the original document stands in a schema that is made of it. */
export const ORIGINAL = '#/definitions/_';

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
  const transit = new Transit({ definitions: { _: original } });
  const made = transit.container(rule, original) as JSONObject;
  return { ...made, definitions: { _: original, ...transit.definitions } };
}

/** A copy whose references look for the original where it now stands. */
export function moved(value: JSONValue): JSONValue {
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

class Transit extends Recursion {
  constructor(private readonly _root: JSONObject) {
    super();
  }

  /** A subschema of a location that is looked into, loosened. */
  container(rule: Rule, sub: JSONValue): JSONValue {
    return isObject(sub)
      ? this.at(rule, [sub], () => this._loosened(rule, sub))
      : true;
  }

  /** A subschema, loosened to what may stand at this location. */
  private _location(rule: Rule, sub: JSONValue): JSONValue {
    const takesAll = rule.isLeaf || rule.whole;
    if (
      rule.removed ||
      (rule.transformName === 'hash' && takesAll) ||
      !isObject(sub)
    ) {
      return true;
    }
    if (takesAll && rule.onLeaf) {
      return { type: 'string' };
    }
    return rule.isLeaf ? sub : this.container(rule, sub);
  }

  private _loosened(rule: Rule, sub: JSONObject): JSONObject {
    const all: JSONValue[] = [];
    if (sub.$ref !== undefined) {
      const target = resolve(this._root, sub.$ref) ?? true;
      all.push(this.container(rule, target));
    }
    for (const [keyword, looser] of COMBINED) {
      const members = sub[keyword];
      if (Array.isArray(members)) {
        all.push({ [looser]: members.map(one => this.container(rule, one)) });
      }
    }
    return {
      ...(sub.type !== undefined && rule.transformName === null
        ? { type: sub.type }
        : {}),
      ...(all.length > 0 ? { allOf: all } : {}),
      ...this._children(rule, sub)
    };
  }

  private _children(rule: Rule, sub: JSONObject): JSONObject {
    const loose: JSONObject = {};
    if (isObject(sub.properties)) {
      const properties: JSONObject = {};
      for (const [name, one] of Object.entries(sub.properties)) {
        const child = rule.child(name);
        if (child) {
          put(properties, name, this._location(child, one));
        }
      }
      loose.properties = properties;
    }
    // A list of item schemas says nothing once an item may be gone, nor a
    // pattern whose names may have rules of their own.
    const item = isObject(sub.items) ? rule.item(0) : null;
    if (item) {
      loose.items = this._location(item, sub.items);
    }
    return loose;
  }
}
