import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHECKS as TEXTS } from '../packages/consent/lib/conformance.js';
import { CHECKS, failures } from '../packages/core/lib/conformance.js';

const folder =
  process.argv[2] ||
  process.env.CONFORMANCE_DIR ||
  fileURLToPath(new URL('../conformance', import.meta.url));
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
  .map(entry => join(entry.parentPath ?? entry.path, entry.name))
  .sort();

let passed = 0;
let failed = 0;
for (const file of files) {
  const suite = JSON.parse(readFileSync(file, 'utf8'));
  for (const [title, difference] of failures(suite, { ...CHECKS, ...TEXTS })) {
    if (difference === null) {
      passed++;
    } else {
      failed++;
      console.log(
        `FAILED ${relative(folder, file)}: ${suite.title}: ${title}: ${difference}`
      );
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
