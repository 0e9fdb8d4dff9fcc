import type { SchemaCheck } from '../dialect.js';
import { normalise } from '../dialect.js';
import type { IValidatorFactory } from '../stages/validate.js';
import type { JSONObject } from '../types.js';
import { checkSchema } from './check.js';
import { SchemaError } from './walk.js';

/**
 * Refuses a schema outside the dialect and, where there is a validator, one
 * whose own examples do not fit it.
 */
export function schemaCheck(validator: IValidatorFactory | null): SchemaCheck {
  return document => {
    checkSchema(document);
    const { examples } = document;
    if (!validator || !Array.isArray(examples)) {
      return;
    }
    const validate = validator(normalise(document, null));
    examples.forEach((example, index) => {
      const problem = validate(example as JSONObject);
      if (problem !== null) {
        const place = `/examples/${index}`;
        throw new SchemaError(
          String(document.$id),
          place,
          'does not fit the schema'
        );
      }
    });
  };
}
