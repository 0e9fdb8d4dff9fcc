// The TypeScript half of the differential test: a suite a line in, its verdicts a line out.
import { createInterface } from 'node:readline';
import { evaluate, suitePipeline } from '../packages/core/lib/conformance.js';

for await (const line of createInterface({ input: process.stdin })) {
  const suite = JSON.parse(line);
  const pipeline = suitePipeline(suite);
  const found = suite.cases.map(({ event }) =>
    evaluate(pipeline, suite.consent, event)
  );
  console.log(JSON.stringify(found));
}
