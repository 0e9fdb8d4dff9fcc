import { ajvValidator } from '../ajv.js';
import { SchemaError } from '../dialect.js';
import { schemaCheck } from '../dialect/examples.js';
import { Registry } from '../registry.js';
import type { JSONObject } from '../types.js';
import type { Check, ICase } from './suite.js';
import { difference } from './suite.js';

/** Cases `{schema, refused}`: where a schema is refused, or null. */
export function schemas(): Check {
  return ({ schema, refused }: ICase) =>
    difference({ refused: refusal(schema as JSONObject) }, { refused });
}

/** The JSON pointer at which a schema is refused, or null. */
export function refusal(schema: object): string | null {
  try {
    new Registry(schemaCheck(ajvValidator())).register(schema);
    return null;
  } catch (error) {
    if (error instanceof SchemaError) {
      return error.place;
    }
    throw error;
  }
}
