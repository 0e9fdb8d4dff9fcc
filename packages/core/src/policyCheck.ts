import type { ISchemaPolicy, Policy } from './policy.js';
import { PERSONAL_CATEGORIES } from './policy.js';
import type { Rule } from './projection.js';
import { locations, project } from './projection.js';
import type { Registry, Schema } from './registry.js';
import { ShapeError } from './shape.js';

/**
 * The contradictions between a policy and the schemas that it allows, which the
 * policy alone does not show, as sentences.
 */
export function checkPolicy(policy: Policy, registry: Registry): string[] {
  return [...policy.schemas.values()].flatMap(entry =>
    registry
      .versions(entry.schemaId)
      .filter(({ version }) => entry.versions?.includes(version) ?? true)
      .flatMap(schema => check(entry, schema))
  );
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
    !entry.obfuscate.has(rule.path ?? '');
  const names = [...chosen].sort().join(', ');
  return contradict
    ? [`obfuscate_categories: two transforms, ${names}, for "${rule.path}"`]
    : [];
}

/** Personal data may not be collected because nobody said no. */
function tooPersonal(entry: ISchemaPolicy, kept: Rule[]): string[] {
  const fields = kept.flatMap(rule => {
    const personal = [...rule.location.categories]
      .filter(name => PERSONAL_CATEGORIES.includes(name))
      .sort();
    return personal.length > 0
      ? `consent "opt-out" cannot go with "${rule.path}", which is ${personal.join(', ')}`
      : [];
  });
  return entry.user === 'keep'
    ? ['consent "opt-out" cannot go with user "keep"', ...fields]
    : fields;
}
