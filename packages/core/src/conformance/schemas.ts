import { ajvValidator } from '../ajv.js';
import { SchemaError } from '../dialect.js';
import { schemaCheck } from '../dialect/examples.js';
import { Registry } from '../registry.js';
import type { JSONObject } from '../types.js';
import type { Check, ICase } from './suite.js';
import { difference } from './suite.js';

/** Cases `{schema, refused}`: where a schema is refused, or null. */
export function schemas(): Check {
  const refusal = refusals();
  return ({ schema, refused }: ICase) =>
    difference({ refused: refusal(schema as JSONObject) }, { refused });
}

/** What tells the JSON pointer at which a schema is refused, or null. */
export function refusals(): (schema: object) => string | null {
  const check = schemaCheck(ajvValidator());
  return schema => {
    try {
      new Registry(check).register(schema);
      return null;
    } catch (error) {
      if (error instanceof SchemaError) {
        return error.place;
      }
      throw error;
    }
  };
}
