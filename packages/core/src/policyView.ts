import type { Policy } from './policy.js';
import { parsePolicy } from './policyReader.js';
import type { SchemaCheck } from './dialect.js';
import { SchemaError } from './dialect.js';
import { Registry } from './registry.js';
import type { JSONObject } from './types.js';
import type { IPolicyView } from './views.js';

/** A server's policy, read again by the same rules. */
export interface IReadPolicy {
  readonly registry: Registry;
  readonly policy: Policy;
}

/**
 * Read the policy that a server gave.
 *
 * A schema outside the dialect is left out, so that its events are invalid.
 */
export function readView(
  view: IPolicyView,
  warn: (message: string) => void,
  check: SchemaCheck | null
): IReadPolicy {
  const registry = new Registry(check);
  for (const schema of view.schemas) {
    try {
      registry.register(schema);
    } catch (error) {
      if (!(error instanceof SchemaError)) {
        throw error;
      }
      warn(error.message);
    }
  }
  view.classifications?.forEach(overlay => registry.classify(overlay));
  const policy = parsePolicy({
    allowed_schemas: view.allowed_schemas,
    audience: view.audience ?? null,
    purposes: view.purposes ?? null
  } as JSONObject);
  return { registry, policy };
}
