// Makes, in a folder, a page of a script and of nothing else: bundle-page.mjs FOLDER SCRIPT.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../benchmarks/browser/bundle.mjs';

const [, , folder, script] = process.argv;

await bundle(folder, `import ${JSON.stringify(resolve(script))};\n`);
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><script type="module" src="out/main.mjs"></script>'
);
