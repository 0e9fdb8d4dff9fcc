#!/usr/bin/env node
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate, readSchema } from './generate.mjs';

const HELP = `jupyter-eventlog-schemas [--json] --out FOLDER SCHEMA…

Makes, of each event schema (YAML or JSON), a module with the type of its events
and one that checks them without compiling anything in the page.`;

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      json: { type: 'boolean' },
      out: { type: 'string' }
    }
  });
  if (values.help || !values.out || positionals.length === 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  mkdirSync(values.out, { recursive: true });
  const made = positionals.map(file => {
    const files = generate(readSchema(file));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(values.out, name), text);
    }
    return { schema: file, files: Object.keys(files) };
  });
  const lines = made.map(
    ({ schema, files }) => `${schema}: ${files.join(', ')}`
  );
  console.log(values.json ? JSON.stringify(made) : lines.join('\n'));
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`jupyter-eventlog-schemas: ${error.message}`);
  process.exitCode = 1;
}
