import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { generate, readSchema } from '../../schema-tools/src/generate.mjs';

const SCHEMA = '../../../schema/events/command-executed/v1.yaml';
const at = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

it.each(Object.entries(generate(readSchema(at(SCHEMA)))))(
  'should be what `jlpm generate` makes: %s',
  async (name, text) => {
    const file = at(`../src/generated/${name}`);
    const config = await resolveConfig(file);
    const made = await format(text as string, { ...config, filepath: file });
    expect(readFileSync(file, 'utf8')).toBe(made);
  }
);
