// What stays of an event, written from docs/policy-semantics.md alone, for
// policies without transforms: nothing is shared with the road but paths.
import type { JSONObject, JSONValue } from '@jupyter-eventlog/core';
import { isObject, own, parse, put } from '@jupyter-eventlog/core';

interface IPlace {
  /** How a policy may name this location. */
  readonly spellings: readonly string[][];
  readonly subschemas: readonly unknown[];
  readonly categories: readonly string[];
  readonly byPath: boolean;
  readonly byCategory: boolean;
}

/** What `allowed_categories` and `allowed_properties` keep. */
export function remains(
  document: JSONObject,
  entry: {
    readonly allowed_categories: readonly string[];
    readonly allowed_properties: readonly string[];
  },
  data: JSONObject
): JSONValue {
  const categories = ['unrestricted', ...entry.allowed_categories];
  const allowed = entry.allowed_properties.map(parse);
  const same = (one: string[], other: string[]): boolean =>
    one.join('\n') === other.join('\n');

  const described = (subschemas: readonly unknown[]): JSONObject[] => {
    const found: JSONObject[] = [];
    const visit = (one: unknown): void => {
      if (!isObject(one) || found.includes(one)) {
        return;
      }
      found.push(one);
      if (one.$ref !== undefined) {
        visit(
          one.$ref === '#'
            ? document
            : own(document.definitions as JSONObject, 'one')
        );
      }
      [one.allOf, one.anyOf, one.oneOf].flat().forEach(visit);
      [one.if, one.then, one.else].forEach(visit);
    };
    subschemas.forEach(visit);
    return found;
  };

  const beneath = (place: IPlace, value: JSONValue): JSONValue => {
    const known = described(place.subschemas);
    const child = (tokens: string[], subschemas: unknown[]): IPlace => ({
      ...place,
      subschemas,
      spellings: place.spellings.flatMap(one =>
        tokens.map(token => [...one, token])
      )
    });
    if (isObject(value)) {
      const kept: JSONObject = {};
      for (const name of Object.keys(value)) {
        const found = property(known, name);
        const left = found && at(child(...found), value[name]);
        if (left) {
          put(kept, name, left[0]);
        }
      }
      return kept;
    }
    const items = known.flatMap(one => ('items' in one ? [one.items] : []));
    return (value as JSONValue[]).flatMap((item, index) =>
      items.some(one => !Array.isArray(one) || index < one.length)
        ? (at(child(['[]'], items.flat()), item) ?? [])
        : []
    );
  };

  /** What is left of a value, in a list, or null. */
  const at = (place: IPlace, value: JSONValue): [JSONValue] | null => {
    const known = described(place.subschemas);
    const said = known.flatMap(one => (one.categories ?? []) as string[]);
    const own = said.length > 0 ? said : place.categories;
    const byPath =
      place.byPath ||
      place.spellings.some(one => allowed.some(path => same(one, path)));
    const byCategory =
      place.byCategory && own.every(one => categories.includes(one));
    const isLeaf = !known.some(
      one => 'properties' in one || 'patternProperties' in one || 'items' in one
    );
    if (isLeaf || typeof value !== 'object' || value === null) {
      return byPath || byCategory ? [value] : null;
    }
    const leads = place.spellings.some(one =>
      allowed.some(
        path => path.length > one.length && same(one, path.slice(0, one.length))
      )
    );
    return byPath || byCategory || leads
      ? [beneath({ ...place, categories: own, byPath, byCategory }, value)]
      : null;
  };

  const personal = document['personal-data'] === true;
  return beneath(
    {
      spellings: [[]],
      subschemas: [document],
      categories: [personal ? 'user-identifiable-information' : 'unclassified'],
      byPath: false,
      byCategory: true
    },
    data
  );
}

/** How a policy may name a property, and what describes it; null if nothing. */
function property(
  known: JSONObject[],
  name: string
): [string[], unknown[]] | null {
  const token = name.replace(/[.[\]*\\]/g, '\\$&');
  const spelled = known.flatMap(({ properties }) =>
    isObject(properties) ? (own(properties, name) ?? []) : []
  );
  const matched = known.flatMap(({ patternProperties }) =>
    Object.entries(patternProperties ?? {}).flatMap(([pattern, one]) =>
      new RegExp(pattern, 'u').test(name) ? [one] : []
    )
  );
  if (spelled.length + matched.length === 0) {
    return null;
  }
  return [
    spelled.length > 0 ? [token] : [token, '*'],
    [...spelled, ...matched]
  ];
}
