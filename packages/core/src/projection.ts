import { ANY, ITEMS, escape, join, parse } from './paths.js';
import type { ISchemaPolicy } from './policy.js';
import type { Schema } from './schemas.js';
import type { Location } from './shape.js';
import { shape } from './shape.js';
import type { Hash, Transform } from './transforms.js';
import { transform } from './transforms.js';

/**
 * What a policy does with a location: it is kept because its path, or one above
 * it, is allowed; because all its categories are; as a container that leads to
 * an allowed path, and nothing more; or not at all.
 */
export type State = 'by-path' | 'by-category' | 'leading' | 'removed';

/** The paths that a policy names: which are allowed, which have a transform. */
export class PathTree {
  allowed = false;
  transform: string | null = null;
  readonly below = new Map<string, PathTree>();

  /** The node at a path, made where it is missing. */
  at(path: string): PathTree {
    return parse(path).reduce<PathTree>((node, token) => {
      const next = node.below.get(token) ?? new PathTree();
      node.below.set(token, next);
      return next;
    }, this);
  }

  /** Whether an allowed path ends somewhere beneath this node. */
  leads(): boolean {
    return [...this.below.values()].some(node => node.allowed || node.leads());
  }
}

/** What happens at one location. Children are compiled when first needed. */
export class Rule {
  constructor(
    readonly location: Location,
    above: State,
    trees: readonly PathTree[],
    entry: ISchemaPolicy,
    hash: Hash | null,
    told: string | null = null
  ) {
    this.trees = trees;
    this._entry = entry;
    this._hash = hash;
    this.path = location.path;
    this.told = told;
    this.isLeaf = location.isLeaf;
    const [name, whole] = this._choose();
    this.transformName = name;
    this.whole = whole;
    this.state = this._state(above);
    this.onLeaf = this._function(name);
    this.onContainer = this._function(whole ? name : null);
    this.kept = this.state === 'by-path' || this.state === 'by-category';
    this.removed = this.state === 'removed';
    this.undeclared = join(this.path, ANY);
    this.undeclaredItem = join(this.path, ITEMS);
  }

  /** As `redacted` has it, without names that only the policy writes out. */
  readonly path: string | null;

  /** As people are told, with them. */
  readonly told: string | null;
  readonly state: State;
  readonly kept: boolean;
  readonly removed: boolean;
  readonly isLeaf: boolean;
  readonly transformName: string | null;

  /** Whether the transform takes a container whole. */
  readonly whole: boolean;

  /** What the policy names at and beneath this location. */
  readonly trees: readonly PathTree[];

  /** What a value here becomes where it is no container. */
  readonly onLeaf: Transform | null;

  /** What a container here becomes after what lies beneath was redacted. */
  readonly onContainer: Transform | null;

  /** How removed properties and items are named that nobody declared. */
  readonly undeclared: string;
  readonly undeclaredItem: string;

  /** The rule of a property, or null where it is undeclared. */
  child(name: string): Rule | null {
    const known = this._names.get(name);
    if (known) {
      return known;
    }
    const location = this.location.child(name);
    if (location === null) {
      return null;
    }
    const token = escape(name);
    const isSpelled = this.location.properties.has(name);
    if (!isSpelled && !this.trees.some(tree => tree.below.has(token))) {
      // Not remembered by name: names that patterns match are without number.
      return this._shared(location, ANY);
    }
    const rule = this._rule(location, isSpelled ? [token] : [token, ANY]);
    this._names.set(name, rule);
    return rule;
  }

  /** The rule of an array's item, or null where it is undeclared. */
  item(index: number): Rule | null {
    const location = this.location.item(index);
    return location === null ? null : this._shared(location, ITEMS);
  }

  /** The rule of names that just these patterns match, not spelled out. */
  matched(patterns: readonly number[]): Rule | null {
    const location = this.location.matched(patterns);
    return location === null ? null : this._shared(location, ANY);
  }

  /**
   * The rules of all that schema or policy names directly beneath, and of
   * patterns and items.
   */
  children(): Rule[] {
    const { properties, items } = this.location;
    const names = new Set([...properties, ...writtenNames(this.trees)]);
    return [
      ...[...names].sort().flatMap(name => this.child(name) ?? []),
      ...this.location.patternChildren().map(one => this._shared(one, ANY)),
      ...(items ? [this._shared(items, ITEMS)] : [])
    ];
  }

  private _shared(location: Location, token: string): Rule {
    const rule =
      this._ofLocation.get(location) ?? this._rule(location, [token]);
    this._ofLocation.set(location, rule);
    return rule;
  }

  private _rule(location: Location, tokens: string[]): Rule {
    const trees = this.trees.flatMap(tree =>
      tokens.flatMap(token => tree.below.get(token) ?? [])
    );
    const told = join(this.told, tokens[0]);
    return new Rule(location, this.state, trees, this._entry, this._hash, told);
  }

  private _state(above: State): State {
    const byPath = above === 'by-path' || this.trees.some(one => one.allowed);
    // `data` itself has no categories to be judged by.
    const byCategory =
      above === 'by-category' &&
      (this.path === null ||
        [...this.location.categories].every(one =>
          this._entry.categories.has(one)
        ));
    if (this.transformName !== 'drop' && (byPath || byCategory)) {
      return byPath ? 'by-path' : 'by-category';
    }
    // A leaf has nothing to lead to, and no text comes of a container.
    const isContainer =
      !this.isLeaf &&
      (!this.whole || [null, 'drop', 'hash'].includes(this.transformName));
    return isContainer && this.trees.some(tree => tree.leads())
      ? 'leading'
      : 'removed';
  }

  /** This location's transform, and whether it takes a container whole. */
  private _choose(): [string | null, boolean] {
    if (this.path === null) {
      return [null, false];
    }
    const byPath = this.trees.flatMap(tree => tree.transform ?? []);
    if (byPath.length > 0) {
      return [oneOf(byPath), true];
    }
    const byCategory = [...this.location.categories].flatMap(
      category => this._entry.obfuscateCategories.get(category) ?? []
    );
    return byCategory.length > 0
      ? [oneOf(byCategory), false]
      : [this.location.obfuscate, true];
  }

  private _function(name: string | null): Transform | null {
    if (name === 'hash') {
      return this._hash;
    }
    return name === null || name === 'drop' ? null : transform(name);
  }

  private readonly _entry: ISchemaPolicy;
  private readonly _hash: Hash | null;
  private readonly _names = new Map<string, Rule>();
  private readonly _ofLocation = new Map<Location, Rule>();
}

/**
 * The rule of an event's data.
 *
 * `hash` is null at a hop that leaves hashing to a later one. Throws ShapeError
 * for a schema that contradicts itself.
 */
export function project(
  schema: Schema,
  entry: ISchemaPolicy,
  hash: Hash | null
): Rule {
  const tree = new PathTree();
  entry.properties.forEach(path => {
    tree.at(path).allowed = true;
  });
  entry.obfuscate.forEach((name, path) => {
    tree.at(path).transform = name;
  });
  return new Rule(shape(schema), 'by-category', [tree], entry, hash);
}

/** Whether two lists hold the very same objects. */
export function areSame(
  some: readonly unknown[],
  others: readonly unknown[]
): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => one === others[index])
  );
}

/** `drop` wins; two others were refused when the policy was read. */
function oneOf(names: string[]): string {
  return names.includes('drop') ? 'drop' : [...names].sort()[0];
}

/** The names that a policy writes out directly beneath a location. */
export function writtenNames(trees: readonly PathTree[]): string[] {
  return trees
    .flatMap(tree => [...tree.below.keys()])
    .filter(token => token !== ANY && token !== ITEMS)
    .map(token => token.replace(/\\(.)/gs, '$1'));
}
