import type { Rule } from './projection.js';
import { areSame } from './projection.js';
import { ShapeError } from './shape.js';

/**
 * Subschemas that refer to one another can describe more places than anybody
 * can be asked about.
 */
const MAX_LOCATIONS = 2000;

/**
 * Every rule beneath one, depth first; a schema that refers to itself is
 * followed once round.
 *
 * Throws ShapeError where there are more than MAX_LOCATIONS.
 */
export function locations(rule: Rule): Generator<Rule> {
  return bounded(rule.location.schema.id, beneath(rule, []));
}

/** The same things. Throws ShapeError beyond MAX_LOCATIONS. */
export function* bounded<T>(
  schemaId: string,
  found: Iterable<T>
): Generator<T> {
  let number = 0;
  for (const one of found) {
    if (number++ >= MAX_LOCATIONS) {
      throw new ShapeError(
        `${schemaId}: describes more than ${MAX_LOCATIONS} places, which nobody could be told of`
      );
    }
    yield one;
  }
}

function* beneath(rule: Rule, above: readonly Rule[]): Generator<Rule> {
  if (above.some(one => isAs(one, rule))) {
    return;
  }
  for (const child of rule.children()) {
    yield child;
    yield* beneath(child, [...above, rule]);
  }
}

/** Whether the same happens at, and anywhere beneath, two locations. */
export function isAs(one: Rule, other: Rule): boolean {
  const [here, there] = [one.location, other.location];
  return (
    one === other ||
    (areSame(here.saying, there.saying) &&
      areSame(one.trees, other.trees) &&
      areSame([...here.categories].sort(), [...there.categories].sort()) &&
      one.transformName === other.transformName &&
      one.state === other.state &&
      !hasOverlayBeneath(one) &&
      !hasOverlayBeneath(other))
  );
}

function hasOverlayBeneath({ location: { schema, path } }: Rule): boolean {
  return [...schema.overlay.keys()].some(
    one => one.startsWith(`${path}.`) || one.startsWith(`${path}[`)
  );
}
