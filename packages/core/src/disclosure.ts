import { isObject, own } from './json.js';
import type { ISchemaPolicy, Policy } from './policy.js';
import type { Rule } from './projection.js';
import { locations, project } from './projection.js';
import type { Registry } from './registry.js';
import type { JSONObject } from './types.js';
import type { IDestination, IDisclosure, IField } from './views.js';

/** A disclosure before it has its digest (see `hash.ts`). */
export type Disclosure = Omit<IDisclosure, 'digest'>;

/**
 * The disclosure of one allowed schema, over all its allowed versions.
 *
 * Throws where the policy does not list the schema.
 */
export function disclose(
  registry: Registry,
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
  const rules = schemas.flatMap(schema => [
    // Any hash will do: nothing is hashed, only its presence counts.
    ...locations(project(schema, entry, () => ''))
  ]);
  const newest = schemas[schemas.length - 1];
  return {
    schema_id: schemaId,
    title: newest?.title ?? schemaId,
    description: newest?.description ?? '',
    versions: schemas.map(({ version }) => version),
    fields: fieldsOf(rules),
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
    expires: newest?.expires ?? null
  };
}

/** Leaves that are kept, and containers under a transform; each path once. */
function fieldsOf(rules: readonly Rule[]): IField[] {
  const found = new Map<string, IField>();
  for (const rule of rules) {
    if (rule.kept && (rule.isLeaf || rule.onContainer)) {
      const path = rule.path ?? '';
      found.set(path, {
        path,
        title: rule.location.title,
        description: rule.location.description,
        categories: [...rule.location.categories].sort(),
        transform: rule.transformName ?? 'keep'
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function removedOf(rules: readonly Rule[]): string[] {
  const kept = new Set(rules.filter(one => !one.removed).map(one => one.path));
  const gone = rules.filter(one => one.removed && !kept.has(one.path));
  return [...new Set(gone.map(one => one.path ?? ''))].sort();
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
