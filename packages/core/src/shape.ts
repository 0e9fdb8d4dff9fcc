import { plainCategory } from './dialect.js';
import { hasOwn } from './json.js';
import { ANY, ITEMS, escape, join } from './paths.js';
import type { IClassification, Schema } from './schemas.js';
import { described, descriptions } from './subschemas.js';
import type { JSONObject, JSONValue } from './types.js';

const UNCLASSIFIED = 'unclassified';
const PERSONAL = 'user-identifiable-information';

/** Two descriptions of one location that cannot both hold. */
export class ShapeError extends Error {}

/**
 * One place in an event that its schema declares; made when it is first asked
 * for, so that a schema may refer to itself.
 *
 * `path` is null for the event's data itself.
 */
export class Location {
  constructor(
    readonly schema: Schema,
    readonly path: string | null,
    readonly descriptions: readonly JSONObject[],
    inherited: ReadonlySet<string>
  ) {
    this.saying = descriptions.filter(
      one => !('$ref' in one && Object.keys(one).length === 1)
    );
    this._overlay = (path !== null && schema.overlay.get(path)) || {};
    const categories = this._ownCategories();
    this.categories = categories.size > 0 ? categories : inherited;
    this.obfuscate = this._obfuscate();
    this.properties = this._names('properties');
    this.patterns = [...this._names('patternProperties')].sort();
    this._matchers = this.patterns.map(pattern => new RegExp(pattern, 'u'));
    const has = (keyword: string): boolean =>
      descriptions.some(one => keyword in one);
    this.isLeaf =
      path !== null &&
      !has('properties') &&
      !has('patternProperties') &&
      !has('items');
  }

  /**
   * The descriptions without those that only refer to the next: by which way
   * one came to a place says nothing of it.
   */
  readonly saying: readonly JSONObject[];

  /** The categories that describe this location. */
  readonly categories: ReadonlySet<string>;

  /** The author's transform, or null. */
  readonly obfuscate: string | null;

  /** The names that the schema spells out. */
  readonly properties: ReadonlySet<string>;

  /** The patterns of names, sorted. */
  readonly patterns: readonly string[];

  /** Whether a value here is kept or removed whole. */
  readonly isLeaf: boolean;

  /** What the author calls this location, or its path. */
  get title(): string {
    return String(this._say('title') || this.path);
  }

  /** What the author says of this location; may be empty. */
  get description(): string {
    return String(this._say('description') || '');
  }

  /** The location of a property, or null where it is undeclared. */
  child(name: string): Location | null {
    const matching = this.matching(name);
    if (!this.properties.has(name)) {
      return this.matched(matching);
    }
    let child = this._spelled.get(name);
    if (!child) {
      child = this._child(
        escape(name),
        described(this.descriptions, name, this._patternsOf(matching))
      );
      this._spelled.set(name, child);
    }
    return child;
  }

  /** One location for each pattern. */
  patternChildren(): Location[] {
    return this.patterns.flatMap((_, index) => this.matched([index]) ?? []);
  }

  /**
   * The location of an array's items, or null where the schema declares none.
   *
   * All items are one location: a list of item schemas describes it several
   * times. Were they told apart by their place, the removal of one would put
   * the others under rules that are not theirs at the next hop.
   */
  get items(): Location | null {
    if (this._items === undefined) {
      const found = this._itemSchemas().flat();
      this._items = found.length > 0 ? this._child(ITEMS, found) : null;
    }
    return this._items;
  }

  /** The location of an array's item, or null where it is undeclared. */
  item(index: number): Location | null {
    return index < this.declaredItems ? this.items : null;
  }

  /** How many items are declared: without end, unless there are only lists. */
  get declaredItems(): number {
    return Math.max(
      0,
      ...this._itemSchemas().map(one =>
        Array.isArray(one) ? one.length : Infinity
      )
    );
  }

  private _itemSchemas(): JSONValue[] {
    return this.descriptions.flatMap(one =>
      'items' in one ? [one.items] : []
    );
  }

  /** The patterns that match a name, by their places in `patterns`. */
  matching(name: string): number[] {
    return this._matchers.flatMap((matcher, index) =>
      matcher.test(name) ? index : []
    );
  }

  /** The location of names that just these patterns match, not spelled out. */
  matched(matching: readonly number[]): Location | null {
    if (matching.length === 0) {
      return null;
    }
    const key = matching.join();
    let child = this._matched.get(key);
    if (!child) {
      child = this._child(
        ANY,
        described(this.descriptions, null, this._patternsOf(matching))
      );
      this._matched.set(key, child);
    }
    return child;
  }

  /** The patterns that `matched` made a location for. */
  matchedBy(location: Location): number[] {
    const found = [...this._matched].find(([, one]) => one === location);
    return found ? found[0].split(',').map(Number) : [];
  }

  private _patternsOf(matching: readonly number[]): string[] {
    return matching.map(index => this.patterns[index]);
  }

  private _child(token: string, subschemas: unknown[]): Location {
    return new Location(
      this.schema,
      join(this.path, token),
      descriptions(this.schema.document, subschemas),
      this.categories
    );
  }

  private _names(keyword: string): Set<string> {
    return new Set(
      this.descriptions.flatMap(one => Object.keys(one[keyword] ?? {}))
    );
  }

  private _ownCategories(): Set<string> {
    return new Set(
      this._overlay.categories?.map(plainCategory) ??
        this.descriptions.flatMap(one => (one.categories ?? []) as string[])
    );
  }

  private _obfuscate(): string | null {
    const found = new Set(
      this._overlay.obfuscate !== undefined
        ? [this._overlay.obfuscate]
        : this.descriptions.flatMap(one => (one.obfuscate ?? []) as string[])
    );
    if (found.has('drop')) {
      return 'drop';
    }
    if (found.size > 1) {
      const names = [...found].sort().join(', ');
      throw new ShapeError(
        `${this.schema.id}: ${this.path} has two transforms: ${names}`
      );
    }
    return [...found][0] ?? null;
  }

  private _say(keyword: string): JSONValue | undefined {
    return this.descriptions.find(one => hasOwn(one, keyword))?.[keyword];
  }

  private readonly _overlay: IClassification;
  private readonly _matchers: readonly RegExp[];
  private readonly _spelled = new Map<string, Location>();
  private readonly _matched = new Map<string, Location>();
  private _items: Location | null | undefined;
}

/** The location of an event's data under a schema. Throws ShapeError. */
export function shape(schema: Schema): Location {
  const personal = schema.document['personal-data'] === true;
  // The categories of the top are those that its properties inherit:
  // `categories` on the root says nothing of them.
  const top = descriptions(schema.document, [schema.document]).map(one => {
    const rest = { ...one };
    delete rest.categories;
    delete rest.obfuscate;
    return rest;
  });
  return new Location(
    schema,
    null,
    top,
    new Set([personal ? PERSONAL : UNCLASSIFIED])
  );
}
