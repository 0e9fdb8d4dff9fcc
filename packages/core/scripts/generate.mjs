import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

// A module of several constants lets bundlers leave out those that nobody reads.
const SOURCES = {
  dialect: ['schema/meta/event-schema.json', source => source],
  formats: ['schema/meta/formats.json', source => ({ formats: source })],
  pageSinks: ['schema/meta/page-sinks.json', source => ({ sinks: source })],
  patterns: ['schema/meta/patterns.json', source => ({ tokens: source })],
  reasons: [
    'schema/reasons.json',
    ({ statuses }) => ({ names: Object.keys(statuses), reasons: statuses })
  ]
};

/** The names of the generated modules. */
export const names = Object.keys(SOURCES);

/** Where a generated module stands. */
export function target(name) {
  return new URL(`../src/generated/${name}.ts`, import.meta.url);
}

/** The text of a generated module. */
export async function render(name) {
  const [path, constants] = SOURCES[name];
  const source = JSON.parse(
    readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  );
  const declared = Object.entries(constants(source)).map(
    ([constant, value]) =>
      `export const ${constant.toUpperCase()} = ${JSON.stringify(value, null, 2)} as const;`
  );
  const text = `// Made by scripts/generate.mjs from ${path}: change that file.
    ${declared.join('\n\n')}`;
  const config = await resolveConfig(target(name));
  return format(text, { ...config, parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of names) {
    writeFileSync(target(name), await render(name));
  }
}
