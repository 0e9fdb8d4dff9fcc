import { isObject, own } from './json.js';
import { bounded, isAs } from './locations.js';
import type { Rule } from './projection.js';
import { holding } from './shape.js';
import type { JSONObject } from './types.js';

/** A location and its rule; `held` hold for every value there. */
export interface IPlace {
  readonly rule: Rule;
  readonly held: readonly JSONObject[];
}

/**
 * All that is declared beneath; of a container that a transform takes whole
 * only the container's own is left.
 */
export function placesOf(top: Rule): Generator<IPlace> {
  const { document, id } = top.location.schema;
  const place = { rule: top, held: holding(document, [document]) };
  return bounded(id, beneath(place, []));
}

/**
 * Whether a value of its own can be kept here, beside what lies beneath: not
 * where only containers may stand.
 */
export function isTold({ rule, held }: IPlace): boolean {
  return (
    rule.kept &&
    (rule.isLeaf || rule.onContainer !== null || !held.some(isContainer))
  );
}

function* beneath(
  { rule, held }: IPlace,
  above: readonly Rule[]
): Generator<IPlace> {
  // A schema that refers to itself is followed once round.
  if (above.some(one => isAs(one, rule))) {
    return;
  }
  const { properties, schema } = rule.location;
  const named = new Map([...properties].map(name => [rule.child(name), name]));
  for (const child of rule.children()) {
    const name = named.get(child);
    const described = held.map(one =>
      name !== undefined
        ? isObject(one.properties) && own(one.properties, name)
        : child.path === rule.undeclaredItem && one.items
    );
    const found = { rule: child, held: holding(schema.document, described) };
    yield found;
    if (!(child.kept && child.onContainer)) {
      yield* beneath(found, [...above, rule]);
    }
  }
}

function isContainer({ type = 'any' }: JSONObject): boolean {
  const types: unknown[] = Array.isArray(type) ? type : [type];
  return types.every(one => one === 'object' || one === 'array');
}
