import { adapted, ajvOptions } from '@jupyter-eventlog/core/ajv';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

// ajv asks for it by `require`, which no browser has.
const LENGTH = 'require("ajv/dist/runtime/ucs2length").default';
const OWN_LENGTH = '(text => [...text].length)';

/**
 * The text of a module whose default export checks an event's data against a
 * schema as a registry holds it: null, or the rule that it breaks. It compiles nothing, so that it works where a page forbids
 * that. Null for a schema that only the server can check.
 */
export function validatorOf(document) {
  const { schema, places } = adapted(document);
  if (comparesContainers(schema)) {
    return null;
  }
  const ajv = new Ajv({
    ...ajvOptions,
    messages: false,
    code: { source: true, esm: true }
  });
  const made = standalone.default ?? standalone;
  const code = made(ajv, ajv.compile(schema))
    .replaceAll(LENGTH, OWN_LENGTH)

    .replace('"use strict";', '')
    .replace('export const validate = validate0;export default validate0;', '');
  return code.includes('require(') ? null : code + exported(places);
}

/** A path names the place in the author's schema. */
function exported(places) {
  return `
const PLACES: readonly string[] = ${JSON.stringify(places)};

/** Null for data that fits, else the rule that it breaks. */
export default function check(data: object): string | null {
  if (validate0(data)) {
    return null;
  }
  const path = validate0.errors?.[0].schemaPath ?? '#';
  return 'does not fit ' + path.replace(/^#\\/definitions\\/([0-9]+)/, (_, index) => PLACES[Number(index)]);
}
`;
}

/** ajv takes some equal objects for different. */
function comparesContainers(sub) {
  if (typeof sub !== 'object' || sub === null) {
    return false;
  }
  if (Array.isArray(sub)) {
    return sub.some(comparesContainers);
  }
  const values = [sub.const, ...(Array.isArray(sub.enum) ? sub.enum : [])];
  return (
    sub.uniqueItems === true ||
    values.some(one => typeof one === 'object' && one !== null) ||
    Object.values(sub).some(comparesContainers)
  );
}
