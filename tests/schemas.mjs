// The TypeScript half of the tests of schemas: `{schema, data: [...]}` a line in, and a line out where the schema is
// refused, what its normalised form is, and which data fit it.
import { createInterface } from 'node:readline';
import { ajvValidator } from '../packages/core/lib/ajv.js';
import { refusals } from '../packages/core/lib/conformance.js';
import { Registry } from '../packages/core/lib/registry.js';

const refusal = refusals();
const validator = ajvValidator();
for await (const line of createInterface({ input: process.stdin })) {
  const { schema, data = [] } = JSON.parse(line);
  const refused = refusal(schema);
  const answer = { refused };
  if (refused === null) {
    const { document } = new Registry().register(schema);
    const validate = validator(document);
    answer.document = document;
    answer.fits = data.map(one => validate(one) === null);
  }
  console.log(JSON.stringify(answer));
}
