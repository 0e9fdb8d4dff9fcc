// The TypeScript half of differential tests: a suite of vectors a line in, how its cases differ a line out.
import { createInterface } from 'node:readline';
import { failures } from '../packages/core/lib/conformance.js';

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(failures(JSON.parse(line))));
}
