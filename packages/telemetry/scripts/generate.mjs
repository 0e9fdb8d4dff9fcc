import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import yaml from 'js-yaml';
import { format, resolveConfig } from 'prettier';

const EVENTS = new URL('../../../schema/events/', import.meta.url);

/** Where the generated module stands. */
export const target = new URL('../src/generated/schemas.ts', import.meta.url);

/** The text of the module: the schemas that come with us, for pages without a server. */
export async function render() {
  const schemas = readdirSync(EVENTS, { recursive: true })
    .filter(path => path.endsWith('.yaml'))
    .sort()
    .map(path => yaml.load(readFileSync(new URL(path, EVENTS), 'utf8')));
  const text = `// Made by scripts/generate.mjs from schema/events: change those files.
    import type { JSONObject } from '@jupyter-eventlog/core';

    export const SCHEMAS: readonly JSONObject[] = ${JSON.stringify(schemas)};`;
  const config = await resolveConfig(target);
  return format(text, { ...config, parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, await render());
}
