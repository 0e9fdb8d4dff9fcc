import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const SOURCES = {
  formats: ['FORMATS', 'schema/meta/formats.json'],
  reasons: ['REASONS', 'schema/reasons.json']
};

/** The names of the generated modules. */
export const names = Object.keys(SOURCES);

/** Where a generated module stands. */
export function target(name) {
  return new URL(`../src/generated/${name}.ts`, import.meta.url);
}

/** The text of a generated module. */
export async function render(name) {
  const [constant, path] = SOURCES[name];
  const source = JSON.parse(
    readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  );
  const value = JSON.stringify(source.statuses ?? source, null, 2);
  const text = `// Made by scripts/generate.mjs from ${path}: change that file.
    export const ${constant} = ${value} as const;`;
  const config = await resolveConfig(target(name));
  return format(text, { ...config, parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of names) {
    writeFileSync(target(name), await render(name));
  }
}
