import { admitted } from './admitted.js';
import { canonical, isObject, own } from './json.js';
import { parse } from './paths.js';
import type { ISchemaPolicy, Policy } from './policy.js';
import type { Rule } from './projection.js';
import { project } from './projection.js';
import type { IPlace } from './places.js';
import { isTold, placesOf } from './places.js';
import type { Schema, Schemas } from './schemas.js';
import type { JSONObject } from './types.js';
import type { IDestination, IDisclosure, IField } from './views.js';

/** The `hash_rotation` of a key that is kept for good. */
export const NEVER = 'never';

/** A disclosure before it has its digest (see `hash.ts`). */
export type Disclosure = Omit<IDisclosure, 'digest'>;

/**
 * The disclosure of one allowed schema, over all its allowed versions.
 *
 * Throws where the policy does not list the schema.
 */
export function disclose(
  registry: Schemas,
  policy: Policy,
  schemaId: string,
  destinations: readonly IDestination[]
): Disclosure {
  const entry = policy.schemas.get(schemaId);
  if (!entry) {
    throw new Error(`${schemaId} is not allowed`);
  }
  const schemas = registry
    .versions(schemaId)
    .filter(({ version }) => entry.versions?.includes(version) ?? true);
  const places = schemas.flatMap(schema => [
    // Any hash will do: nothing is hashed, only its presence counts.
    ...placesOf(project(schema, entry, () => ''))
  ]);
  const rules = places.map(({ rule }) => rule);
  const newest = schemas[schemas.length - 1];
  return {
    schema_id: schemaId,
    title: newest?.title ?? schemaId,
    description: newest?.description ?? '',
    versions: schemas.map(({ version }) => version),
    fields: fieldsOf(places),
    removed: removedOf(rules),
    mode: entry.consent,
    reason: entry.reason as IDisclosure['reason'],
    purpose: purposeOf(entry, policy.settings),
    operator: operatorName(policy.settings),
    destinations: destinations.filter(one => goesTo(entry, one)),
    retention: entry.retention,
    sanitize: entry.sanitize as IDisclosure['sanitize'],
    sample: entry.sample,
    user: entry.user,
    subject_index: own(policy.settings, 'subject_index') !== false,
    session: entry.session,
    time: entry.time,
    legal_basis: entry.legalBasis,
    hash_rotation: hashes(entry, rules)
      ? ((own(policy.settings, 'hash_rotation') as string | null) ?? NEVER)
      : null,
    expires: endOf(schemas)
  };
}

/**
 * Leaves that are kept, containers kept whole under a transform, and those that
 * need not be containers. A path stands once for each transform that a version
 * of the schema gives it: versions differ.
 */
function fieldsOf(places: readonly IPlace[]): IField[] {
  const found = new Map<string, IField>();
  for (const field of places.filter(isTold).map(fieldOf)) {
    const key = canonical([field.path, field.transform]);
    const before = found.get(key);
    found.set(key, before ? merged(before, field) : field);
  }
  return [...found.values()].sort(
    (a, b) => compare(a.path, b.path) || compare(a.transform, b.transform)
  );
}

function fieldOf({ rule, held, names }: IPlace): IField {
  const path = rule.told ?? '';
  const { title, description, categories } = rule.location;
  return {
    path,
    title: title === rule.path ? path : title,
    description,
    categories: [...categories].sort(),
    transform: rule.transformName ?? 'keep',
    types: admitted(held),
    names: [...names].sort()
  };
}

/**
 * A field as the later version of its schema calls it, with all that either of
 * them lets in.
 */
function merged(before: IField, field: IField): IField {
  const both = (key: 'categories' | 'types' | 'names'): string[] =>
    [...new Set([...before[key], ...field[key]])].sort();
  return {
    ...field,
    categories: both('categories'),
    types: both('types'),
    names: both('names')
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function hashes(entry: ISchemaPolicy, rules: readonly Rule[]): boolean {
  return (
    entry.user === 'hash' ||
    rules.some(rule => rule.kept && rule.transformName === 'hash')
  );
}

/**
 * What is removed in every version, of what lies inside only the highest.
 *
 * Nothing that lies in a leaf: there a version, or another pattern, keeps
 * whatever it holds.
 */
function removedOf(rules: readonly Rule[]): string[] {
  const kept = new Set(rules.filter(one => !one.removed).map(keyOf));
  const leaves = new Set(
    rules.filter(one => one.kept && one.isLeaf).map(keyOf)
  );
  const gone = rules.filter(one => one.removed && !kept.has(keyOf(one)));
  const paths = new Set(gone.map(keyOf));
  const told = gone.filter(
    one => !isWithin(one, paths) && !isWithin(one, leaves)
  );
  return [...new Set(told.map(one => one.told ?? ''))].sort();
}

function isWithin(rule: Rule, containers: ReadonlySet<string>): boolean {
  const tokens = parse(rule.told ?? '');
  return tokens
    .slice(1)
    .some((_, n) => containers.has(canonical(tokens.slice(0, n + 1))));
}

function keyOf(rule: Rule): string {
  return canonical(parse(rule.told ?? ''));
}

/**
 * When nothing of a kind is collected any more: the end of its last version,
 * never if one has none.
 */
function endOf(schemas: readonly Schema[]): string | null {
  const ends = schemas.flatMap(({ expires }) => expires ?? []);
  return ends.length === schemas.length
    ? (ends.sort()[ends.length - 1] ?? null)
    : null;
}

function purposeOf(
  entry: ISchemaPolicy,
  settings: JSONObject
): IDisclosure['purpose'] {
  if (entry.purpose === null) {
    return null;
  }
  const said = own(own(settings, 'purposes') ?? {}, entry.purpose);
  const stated = isObject(said) ? said : { title: entry.purpose };
  return { id: entry.purpose, ...stated, legal_basis: entry.legalBasis };
}

function operatorName(settings: JSONObject): string | null {
  const operator = own(settings, 'operator');
  if (operator === 'self') {
    return 'self';
  }
  return isObject(operator) ? ((operator.name ?? null) as string | null) : null;
}

function goesTo(entry: ISchemaPolicy, { name }: IDestination): boolean {
  return name === 'journal' || (entry.sinks?.includes(name) ?? true);
}
