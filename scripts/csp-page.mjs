// Makes, in a folder, a page that may load scripts of its own site and compile nothing: ui-tests/tests/csp.spec.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../benchmarks/browser/bundle.mjs';

const TRACKER = fileURLToPath(
  new URL('../packages/command-tracker/src/generated/', import.meta.url)
);
const [, , folder] = process.argv;

await bundle(
  folder,
  `
import { EventLog } from '@jupyter-eventlog/core';
import { restSink } from '@jupyter-eventlog/sinks';
import { COMMAND_EXECUTED } from '${TRACKER}command-executed.v1.ts';
window.sent = [];
window.log = new EventLog({ sinks: [restSink({ post: async body => {
  const { events } = JSON.parse(body);
  window.sent.push(...events);
  const results = events.map(() => ({ status: 'stored' }));
  return { status: 200, headers: { get: () => null }, json: async () => ({ results }) };
} })] });
window.log.addCheck(COMMAND_EXECUTED);
`
);
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><script type="module" src="out/main.mjs"></script>'
);
