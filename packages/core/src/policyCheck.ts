import { locations } from './locations.js';
import type { ISchemaPolicy, Policy } from './policy.js';
import { PERSONAL_CATEGORIES } from './policy.js';
import { own } from './json.js';
import type { Rule } from './projection.js';
import { parsePolicy } from './policyReader.js';
import { project } from './projection.js';
import type { Schema, Schemas } from './schemas.js';
import { ShapeError } from './shape.js';
import type { JSONObject } from './types.js';
import type { IDestination } from './views.js';

/** Read a policy for some schemas; every mistake is one of its errors. */
export function readPolicy(config: JSONObject, schemas: Schemas): Policy {
  const policy = parsePolicy(config);
  policy.errors.push(...checkPolicy(policy, schemas));
  return policy;
}

/**
 * The contradictions between a policy and the schemas that it allows, which the
 * policy alone does not show, as sentences.
 */
export function checkPolicy(policy: Policy, registry: Schemas): string[] {
  return [...policy.schemas.values()].flatMap(entry =>
    registry
      .versions(entry.schemaId)
      .filter(({ version }) => entry.versions?.includes(version) ?? true)
      .flatMap(schema => check(entry, schema))
  );
}

/**
 * The contradictions between a policy and the places that it sends events to,
 * as sentences.
 */
export function checkDestinations(
  policy: Policy,
  destinations: readonly IDestination[]
): string[] {
  const isMinors = own(policy.settings, 'audience') === 'minors';
  return [...policy.schemas.values()].flatMap(entry =>
    destinations
      .filter(({ name }) => entry.sinks?.includes(name) ?? true)
      .flatMap(one => misplaced(entry, one, isMinors) ?? [])
      .map(problem => `allowed_schemas["${entry.schemaId}"]: ${problem}`)
  );
}

function misplaced(
  entry: ISchemaPolicy,
  { name, third_party, unknown }: IDestination,
  isMinors: boolean
): string | null {
  if (isMinors && (third_party || unknown)) {
    return `audience is "minors": nothing may go to "${name}", which is a third party; name the sinks without it`;
  }
  return entry.consent === 'required' && unknown
    ? `consent "required" cannot go with "${name}": say in EventLog.sinks where it goes, or name the sinks`
    : null;
}

function check(entry: ISchemaPolicy, schema: Schema): string[] {
  const where = `allowed_schemas["${entry.schemaId}"]: `;
  try {
    const rules = [...locations(project(schema, entry, null))];
    const kept = rules.filter(rule => rule.kept);
    return [
      ...kept.flatMap(rule => conflicts(entry, rule)),
      ...(entry.consent === 'opt-out' ? tooPersonal(entry, kept) : [])
    ].map(problem => where + problem);
  } catch (error) {
    if (error instanceof ShapeError) {
      return [error.message];
    }
    throw error;
  }
}

function conflicts(entry: ISchemaPolicy, rule: Rule): string[] {
  const chosen = new Set(
    [...rule.location.categories].flatMap(
      name => entry.obfuscateCategories.get(name) ?? []
    )
  );
  const contradict =
    chosen.size > 1 &&
    !chosen.has('drop') &&
    !entry.obfuscate.has(rule.told ?? '');
  const names = [...chosen].sort().join(', ');
  return contradict
    ? [`obfuscate_categories: two transforms, ${names}, for "${rule.told}"`]
    : [];
}

/** Personal data may not be collected because nobody said no. */
function tooPersonal(entry: ISchemaPolicy, kept: Rule[]): string[] {
  const fields = kept.flatMap(rule => {
    const personal = [...rule.location.categories]
      .filter(name => PERSONAL_CATEGORIES.includes(name))
      .sort();
    return personal.length > 0
      ? `consent "opt-out" cannot go with "${rule.told}", which is ${personal.join(', ')}`
      : [];
  });
  return entry.user === 'keep'
    ? ['consent "opt-out" cannot go with user "keep"', ...fields]
    : fields;
}
