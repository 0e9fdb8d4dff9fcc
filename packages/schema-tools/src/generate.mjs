import { readFileSync } from 'node:fs';
import { Registry, schemaCheck } from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';
import { load } from 'js-yaml';
import { comment, typeOf } from './types.mjs';
import { validatorOf } from './validator.mjs';

/** The text of a schema's file, as YAML or JSON. */
export function readSchema(file) {
  return load(readFileSync(file, 'utf8'));
}

/**
 * The files that are made of a schema, by name: its type, and its check.
 *
 * Throws SchemaError, with the place named, for one outside the dialect.
 */
export function generate(schema) {
  const registry = new Registry(schemaCheck(ajvValidator()));
  const { id, version, document } = registry.register(schema);
  const words = id.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const last = /^v[0-9.]+$/.test(words[words.length - 1]) ? -2 : -1;
  const name = id
    .split('/')
    .at(last)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const stem = `${name}.v${version}`;
  const check = validatorOf(document);
  return {
    [`${stem}.ts`]: moduleOf({ name, stem, id, version, document, check }),
    ...(check === null
      ? {}
      : { [`${stem}.check.ts`]: `${head(id)}// @ts-nocheck\n${check}` })
  };
}

function head(id) {
  return `/* eslint-disable */\n// Made by jupyter-eventlog-schemas of ${id}: change the schema.\n`;
}

function moduleOf({ name, stem, id, version, document, check }) {
  const words = name.split('-').filter(Boolean);
  const type = words.map(one => one[0].toUpperCase() + one.slice(1)).join('');
  const constant = words.join('_').toUpperCase();
  const loader =
    check === null ? '' : `,\n  check: () => import('./${stem}.check.js')`;
  return `${head(id)}import type { ISchemaOf } from '@jupyter-eventlog/core';

${comment(document)}export type ${type} = ${typeOf(document)};

/** Names the schema of these events. */
export const ${constant}: ISchemaOf<${type}> = {
  schema_id: ${JSON.stringify(id)},
  version: ${JSON.stringify(version)}${loader}
};
`;
}
