import { digest } from './hash.js';
import { disclose } from './disclosure.js';
import { PolicyError } from './entry.js';
import { own } from './json.js';
import type { ISchemaPolicy, Policy } from './policy.js';
import { checkDestinations, readPolicy } from './policyCheck.js';
import type { Registry } from './registry.js';
import type { JSONObject } from './types.js';
import type { IDestination, IDisclosure, IPolicyView } from './views.js';

/** What people are told of the operator beside the kinds of events. */
const SETTINGS = [
  'audience',
  'contact',
  'context',
  'device_storage',
  'mute_prompt',
  'notice',
  'purposes'
];

/**
 * A policy that a page writes itself, as a server would give it: for pages
 * without a server, whose own configuration is the policy.
 *
 * Throws PolicyError, whose message names every mistake and the nearest key.
 */
export function writtenView(
  config: JSONObject,
  registry: Registry,
  destinations: readonly IDestination[] = []
): IPolicyView {
  const policy = readPolicy(config, registry);
  const errors = [...policy.errors, ...checkDestinations(policy, destinations)];
  if (errors.length > 0) {
    throw new PolicyError(errors.join('\n'));
  }
  const allowed = [...policy.schemas.values()].filter(
    ({ schemaId }) => policy.entry(schemaId) !== undefined
  );
  const operator = own(config, 'operator') ?? null;
  const settings = SETTINGS.map(key => [key, own(config, key) ?? null]);
  return {
    ...(Object.fromEntries(settings) as object),
    digest: digest(config),
    operator: operator === 'self' ? { self: true } : operator,
    destinations,
    allowed_schemas: byId(allowed, entryView),
    ...schemasOf(allowed, registry),
    disclosures: byId(allowed, entry =>
      disclosed(registry, policy, entry, destinations)
    )
  } as IPolicyView;
}

function byId<T>(
  entries: readonly ISchemaPolicy[],
  make: (entry: ISchemaPolicy) => T
): Record<string, T> {
  return Object.fromEntries(
    entries.map(entry => [entry.schemaId, make(entry)])
  );
}

function schemasOf(
  allowed: readonly ISchemaPolicy[],
  registry: Registry
): Pick<IPolicyView, 'schemas' | 'classifications'> {
  const schemas = allowed.flatMap(({ schemaId }) =>
    registry.versions(schemaId)
  );
  return {
    schemas: schemas.map(({ document }) => document),
    classifications: schemas
      .filter(({ overlay }) => overlay.size > 0)
      .map(({ id, version, overlay }) => ({
        schema_id: id,
        versions: [version],
        properties: Object.fromEntries(overlay)
      }))
  };
}

function disclosed(
  registry: Registry,
  policy: Policy,
  { schemaId }: ISchemaPolicy,
  destinations: readonly IDestination[]
): IDisclosure {
  const disclosure = disclose(registry, policy, schemaId, destinations);
  return { digest: digest(disclosure), ...disclosure };
}

/** An entry as configuration again; see `entryOf`. */
function entryView(entry: ISchemaPolicy): JSONObject {
  return {
    versions: entry.versions && [...entry.versions],
    level: entry.level,
    allowed_categories: [...entry.categories].sort(),
    allowed_properties: [...entry.properties],
    obfuscate: Object.fromEntries(entry.obfuscate),
    obfuscate_categories: Object.fromEntries(entry.obfuscateCategories),
    user: entry.user,
    capsule: { session: entry.session, time: entry.time },
    consent: entry.consent,
    sinks: entry.sinks && [...entry.sinks],
    retention: entry.retention,
    sanitize: entry.sanitize,
    purpose: entry.purpose,
    reason: entry.reason as JSONObject | string | null,
    legal_basis: entry.legalBasis,
    sample: entry.sample
  };
}
