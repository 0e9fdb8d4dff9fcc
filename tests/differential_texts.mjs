// The TypeScript half of the comparison of texts: a suite a line in, all its texts a line out.
import { createInterface } from 'node:readline';
import { said, suiteDisclosures } from '../packages/consent/lib/conformance.js';

for await (const line of createInterface({ input: process.stdin })) {
  const suite = JSON.parse(line);
  const disclosures = suiteDisclosures(suite);
  console.log(
    JSON.stringify(suite.cases.map(one => said(suite, disclosures, one)))
  );
}
