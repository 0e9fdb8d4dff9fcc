import { isObject, put } from '../json.js';
import type { Rule } from '../projection.js';
import { REMOVED } from '../transforms.js';
import type { JSONObject, JSONValue } from '../types.js';

/**
 * The fourth stage: what the policy does not keep goes, and its names (never
 * its values) are noted, sorted, with those that earlier hops noted.
 *
 * The data is a new object down to every container that a rule looks into.
 */
export function redact(
  rule: Rule,
  data: JSONObject,
  before: readonly string[]
): [JSONObject, string[]] {
  const removed = new Set(before);
  const kept = redactObject(rule, data, removed);
  // The default order is that of UTF-16 code units, as in RFC 8785.
  return [kept, [...removed].sort()];
}

type Remains = JSONValue | typeof REMOVED;

function redactValue(
  rule: Rule,
  value: JSONValue,
  removed: Set<string>
): Remains {
  if (rule.removed) {
    return REMOVED;
  }
  if (rule.isLeaf || typeof value !== 'object' || value === null) {
    if (!rule.kept) {
      return REMOVED;
    }
    return rule.onLeaf === null ? value : rule.onLeaf(value);
  }
  if (rule.onContainer === null) {
    return redactContainer(rule, value, removed);
  }
  const beneath = new Set<string>();
  const changed = rule.onContainer(redactContainer(rule, value, beneath));
  if (changed !== REMOVED) {
    beneath.forEach(path => removed.add(path));
  }
  return changed;
}

function redactContainer(
  rule: Rule,
  value: JSONValue[] | JSONObject,
  removed: Set<string>
): JSONValue {
  return isObject(value)
    ? redactObject(rule, value, removed)
    : redactArray(rule, value, removed);
}

function redactObject(
  rule: Rule,
  value: JSONObject,
  removed: Set<string>
): JSONObject {
  const kept: JSONObject = {};
  for (const name of Object.keys(value)) {
    const child = rule.child(name);
    const remains = child ? redactValue(child, value[name], removed) : REMOVED;
    if (remains === REMOVED) {
      removed.add(child?.path ?? rule.undeclared);
    } else {
      put(kept, name, remains);
    }
  }
  return kept;
}

function redactArray(
  rule: Rule,
  value: JSONValue[],
  removed: Set<string>
): JSONValue[] {
  return value.flatMap((item, index) => {
    const child = rule.item(index);
    const remains = child ? redactValue(child, item, removed) : REMOVED;
    if (remains === REMOVED) {
      removed.add(rule.undeclaredItem);
      return [];
    }
    return [remains];
  });
}
