import type { IPolicyView, JSONObject } from '@jupyter-eventlog/core';
import { Registry, schemaCheck } from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';

/**
 * A schema that an extension brings, normalised.
 *
 * Throws SchemaError, with the place named, for one outside the dialect or one
 * that changes a version that the policy holds.
 */
export function registered(
  schema: object,
  policy: IPolicyView | null
): JSONObject {
  const registry = new Registry(schemaCheck(ajvValidator()));
  policy?.schemas.forEach(document => registry.add(document));
  return registry.register(schema).document;
}
