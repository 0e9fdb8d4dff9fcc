import { isObject, own, put } from './json.js';
import { ANY, ITEMS } from './paths.js';
import type { Rule } from './projection.js';
import { Recursion } from './recursion.js';
import { ShapeError } from './shape.js';
import { holding } from './subschemas.js';
import { ORIGINAL, moved } from './transit.js';
import type { JSONObject, JSONValue } from './types.js';

type Parts = readonly JSONObject[];

// Beyond so many patterns at one location, matched names are free: each set of
// them would need its own schema.
const MAX_PATTERNS = 6;

const CODE = { type: 'string', pattern: '^[0-9a-f]{32}$' };
const NOT_ASSERTED = [
  '$comment',
  '$ref',
  'allOf',
  'categories',
  'definitions',
  'description',
  'obfuscate',
  'title'
];

/**
 * What a stored event may contain under a policy, as a draft-07 schema: removed
 * fields gone, none required, transformed ones by type, nothing undeclared.
 *
 * Every event that `redact` makes with this rule fits it. It has neither `$id`
 * nor `version`: it belongs to a policy, not to the author of the schema. It is
 * not of the dialect: to tell names that several patterns match apart it looks
 * ahead in a pattern.
 */
export function projectedSchema(rule: Rule): JSONObject {
  return new Projection(rule.location.schema.document).schema(rule);
}

/**
 * `certain` are the subschemas that hold for every value of a location,
 * whichever branches an event took.
 */
class Projection extends Recursion {
  constructor(private readonly _document: JSONObject) {
    super();
  }

  schema(rule: Rule): JSONObject {
    const certain = this._holding([this._document]);
    const made = { type: 'object', ...this._contents(rule, certain) };
    if (refers(made) || refers(this.definitions)) {
      const original = moved(this._document) as JSONObject;
      delete original.$id;
      this.definitions._ = original;
    }
    return Object.keys(this.definitions).length > 0
      ? { ...made, definitions: this.definitions }
      : made;
  }

  private _location(rule: Rule, certain: Parts): JSONValue {
    if (rule.isLeaf || rule.onContainer !== null) {
      return { ...said(rule), ...leaf(rule, certain) };
    }
    return this.at(rule, certain, () => ({
      ...said(rule),
      ...types(rule, certain),
      ...this._contents(rule, certain)
    }));
  }

  private _contents(rule: Rule, certain: Parts): JSONObject {
    const contents: JSONObject = {
      properties: this._properties(rule, certain),
      patternProperties: this._patterns(rule),
      additionalProperties: false,
      items: false
    };
    const item = place(() => rule.item(0));
    const { declaredItems } = rule.location;
    if (item) {
      const described = certain
        .map(one => one.items)
        .filter(one => isObject(one));
      contents.items = this._location(item, this._holding(described));
      if (declaredItems !== Infinity) {
        contents.maxItems = declaredItems;
      }
    }
    return contents;
  }

  private _properties(rule: Rule, certain: Parts): JSONObject {
    const made: JSONObject = {};
    for (const name of names(rule)) {
      const child = place(() => rule.child(name));
      if (child) {
        const described = certain.map(({ properties }) =>
          isObject(properties) ? own(properties, name) : undefined
        );
        put(made, name, this._location(child, this._holding(described)));
      }
    }
    return made;
  }

  /**
   * A schema for the names of each set of patterns: those that match two have a
   * rule of their own.
   */
  private _patterns(rule: Rule): JSONObject {
    const { patterns } = rule.location;
    if (patterns.length > MAX_PATTERNS) {
      return Object.fromEntries(patterns.map(one => [one, true]));
    }
    const made: JSONObject = {};
    for (let bits = 1; bits < 2 ** patterns.length; bits++) {
      const matched = [...patterns.keys()].filter(one => (bits >> one) & 1);
      const child = place(() => rule.matched(matched));
      if (child) {
        // The schema of a pattern does not hold where a hop has redacted, so
        // nothing is certain.
        put(made, regex(rule, matched), this._location(child, []));
      }
    }
    return made;
  }

  /** These subschemas and what holds with them, each once. */
  private _holding(subschemas: readonly unknown[]): Parts {
    return holding(this._document, subschemas);
  }
}

/** The rule of what may be stored, or null. */
function place(find: () => Rule | null): Rule | null {
  try {
    const found = find();
    return found === null || found.removed ? null : found;
  } catch (error) {
    if (error instanceof ShapeError) {
      // Two patterns contradict each other here: a name that both match makes
      // an event invalid.
      return null;
    }
    throw error;
  }
}

/** The names that the schema or, where a pattern matches, the policy spells. */
function names({ location, trees }: Rule): string[] {
  const written = trees
    .flatMap(tree => [...tree.below.keys()])
    .filter(token => token !== ANY && token !== ITEMS)
    .map(token => token.replace(/\\(.)/gs, '$1'))
    .filter(name => location.matching(name).length > 0);
  return [...new Set([...location.properties, ...written])].sort();
}

/** What the names match that just these patterns match and nobody spells. */
function regex(rule: Rule, matched: readonly number[]): string {
  const { patterns } = rule.location;
  const spelled = names(rule)
    .filter(name => rule.location.matching(name).join() === matched.join())
    .map(name => name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  if (patterns.length === 1 && spelled.length === 0) {
    return patterns[0];
  }
  const looks = patterns.map(
    (one, index) =>
      `(?${matched.includes(index) ? '=' : '!'}[\\s\\S]*?(?:${one}))`
  );
  const except = spelled.length > 0 ? `(?!(?:${spelled.join('|')})$)` : '';
  return `^${looks.join('')}${except}`;
}

function said({ location }: Rule): JSONObject {
  const { title, path, description, categories } = location;
  return {
    ...(title && title !== path ? { title } : {}),
    ...(description ? { description } : {}),
    ...(categories.size > 0 ? { categories: [...categories].sort() } : {})
  };
}

function leaf(rule: Rule, certain: Parts): JSONObject {
  if (rule.transformName === 'hash') {
    // A hop that does not hash cannot tell whether an earlier one has.
    return rule.onLeaf ? CODE : {};
  }
  if (rule.transformName !== null) {
    return { type: 'string' };
  }
  return all(
    certain.map(one => {
      const copy = moved(one) as JSONObject;
      NOT_ASSERTED.forEach(key => delete copy[key]);
      return copy;
    })
  );
}

/**
 * What a container may be instead of one: any type that the schema admits,
 * unless it only leads to others.
 */
function types(rule: Rule, certain: Parts): JSONObject {
  if (rule.state === 'leading') {
    return { type: ['array', 'object'] };
  }
  if (rule.transformName !== null) {
    return rule.onLeaf ? { type: ['array', 'object', 'string'] } : {};
  }
  return all(
    certain.flatMap(({ type }) => (type === undefined ? [] : [{ type }]))
  );
}

function all(parts: Parts): JSONObject {
  const saying = parts.filter(part => Object.keys(part).length > 0);
  return saying.length > 1 ? { allOf: [...saying] } : (saying[0] ?? {});
}

/** Whether a schema refers to the original document. */
function refers(schema: JSONValue): boolean {
  if (Array.isArray(schema)) {
    return schema.some(refers);
  }
  return (
    isObject(schema) &&
    ((typeof schema.$ref === 'string' && schema.$ref.startsWith(ORIGINAL)) ||
      Object.values(schema).some(refers))
  );
}
