// Makes, in a folder, a page of a script and of nothing else: bundle-page.mjs FOLDER SCRIPT.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../benchmarks/browser/size.mjs';

const [, , folder, script] = process.argv;

writeFileSync(
  join(folder, 'page.mjs'),
  `import ${JSON.stringify(resolve(script))};\n`
);
await bundle(folder);
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><script type="module" src="out/main.mjs"></script>'
);
