// The TypeScript half of the differential test: a suite a line in, what became of it a line out.
import { createInterface } from 'node:readline';
import {
  evaluate,
  makeCapsule,
  suitePipeline,
  suiteProjected
} from '../packages/core/lib/conformance.js';

for await (const line of createInterface({ input: process.stdin })) {
  const suite = JSON.parse(line);
  const pipeline = suitePipeline(suite);
  const events = suite.cases.map(({ event, draft }) => ({
    found: evaluate(pipeline, suite.consent, event),
    capsule: makeCapsule(pipeline, draft, suite.stamp)
  }));
  const [{ $id, version }] = suite.schemas;
  const projected = [true, false].map(final =>
    pipeline.policy.errors.length > 0
      ? null
      : suiteProjected(suite, $id, version, final)
  );
  console.log(JSON.stringify({ events, projected }));
}
