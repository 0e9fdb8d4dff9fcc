import { admitsOnlyContainers } from './admitted.js';
import { isObject } from './json.js';
import { bounded, isAs } from './locations.js';
import { ANY, parse } from './paths.js';
import type { Rule } from './projection.js';
import { writtenNames } from './projection.js';
import { described, holding } from './subschemas.js';
import type { JSONObject } from './types.js';

/**
 * A location and its rule; `held` hold for every value there. `names` are the
 * patterns that its name, and those of what it lies in, may be made after.
 */
export interface IPlace {
  readonly rule: Rule;
  readonly held: readonly JSONObject[];
  readonly names: readonly string[];
}

/**
 * All that is declared beneath; of a container that a transform takes whole
 * only the container's own is left.
 */
export function placesOf(top: Rule): Generator<IPlace> {
  const { document, id } = top.location.schema;
  const place = { rule: top, held: holding(document, [document]), names: [] };
  return bounded(id, beneath(place, []));
}

/**
 * Whether a value of its own can be kept here, beside what lies beneath: not
 * where only containers may stand.
 */
export function isTold({ rule, held }: IPlace): boolean {
  return (
    rule.kept &&
    (rule.isLeaf || rule.onContainer !== null || !admitsOnlyContainers(held))
  );
}

function* beneath(place: IPlace, above: readonly Rule[]): Generator<IPlace> {
  const { rule } = place;
  // A schema that refers to itself is followed once round.
  if (above.some(one => isAs(one, rule))) {
    return;
  }
  const spelled = new Map(
    [...rule.location.properties, ...writtenNames(rule.trees)].map(name => [
      rule.child(name),
      name
    ])
  );
  for (const child of rule.children()) {
    const found = foundAt(place, child, spelled.get(child) ?? null);
    yield found;
    if (!(child.kept && child.onContainer)) {
      yield* beneath(found, [...above, rule]);
    }
  }
}

function foundAt(place: IPlace, child: Rule, name: string | null): IPlace {
  const { location, undeclaredItem } = place.rule;
  const { document } = location.schema;
  if (child.path === undeclaredItem) {
    const items = place.held.map(one => one.items).filter(isObject);
    return { rule: child, held: holding(document, items), names: place.names };
  }
  const matched =
    name === null
      ? location.matchedBy(child.location)
      : location.matching(name);
  const patterns = matched.map(index => location.patterns[index]);
  const isAny = parse(child.told ?? '').pop() === ANY;
  return {
    rule: child,
    held: holding(document, described(place.held, name, patterns)),
    names: isAny ? [...new Set([...place.names, ...patterns])] : place.names
  };
}
