import type { FuncKeywordDefinition, Options } from 'ajv';
import { Ajv } from 'ajv';
import { resolve } from './dialect/walk.js';
import { SUBSCHEMAS } from './generated/dialect.js';
import { FORMATS } from './generated/formats.js';
import { canonical, isObject, put } from './json.js';
import type { IValidatorFactory } from './stages/validate.js';
import type { JSONObject, JSONValue } from './types.js';

// Only what draft-07 asserts: ajv would act on `nullable`, `id`, `$async` and
// others, and refuses to know one `$id` twice.
const ASSERTIONS = [
  'const',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems'
];

// What is referred to in them is brought together under one name.
const KEPT_APART: readonly string[] = ['$defs', 'definitions'];

/** How ajv must read a schema to judge as the dialect does. */
export const ajvOptions: Options = {
  strict: false,
  validateSchema: false,
  meta: false,
  logger: false,
  // Else `required` finds `constructor` in every object.
  ownProperties: true,
  formats: Object.fromEntries(
    Object.entries(FORMATS).map(([name, pattern]) => [
      name,
      new RegExp(pattern)
    ])
  )
};

// ajv takes objects with different own properties `constructor`, `valueOf` or
// `toString` for different, or fails to compare them.
const EQUALITY: readonly FuncKeywordDefinition[] = [
  {
    keyword: 'const',
    compile: (value: unknown) => sameAsOneOf([value])
  },
  { keyword: 'enum', compile: sameAsOneOf },
  {
    keyword: 'uniqueItems',
    type: 'array',
    validate: (isAsked: boolean, items: unknown[]) =>
      !isAsked || new Set(items.map(canonical)).size === items.length
  }
];

/**
 * Compiles schemas with ajv, or null where the page's Content Security Policy
 * forbids to compile.
 */
export function ajvValidator(): IValidatorFactory | null {
  try {
    makeAjv().compile({ type: 'object' });
  } catch {
    return null;
  }
  return document => {
    const adapter = new Adapter(document);
    const validate = makeAjv().compile(adapter.schema);
    return data =>
      validate(data)
        ? null
        : `does not fit ${adapter.place(validate.errors?.[0].schemaPath ?? '#')}`;
  };
}

function makeAjv(): Ajv {
  const ajv = new Ajv(ajvOptions);
  for (const definition of EQUALITY) {
    ajv.removeKeyword(String(definition.keyword));
    ajv.addKeyword(definition);
  }
  return ajv;
}

function sameAsOneOf(values: readonly unknown[]): (data: unknown) => boolean {
  const known = new Set(values.map(canonical));
  return data => known.has(canonical(data));
}

/**
 * A schema as ajv must see it, but for `const`, `enum` and `uniqueItems` of
 * containers; `places` are what its numbered definitions stand for.
 */
export function adapted(document: JSONObject): {
  readonly schema: JSONObject;
  readonly places: readonly string[];
} {
  const { schema, places } = new Adapter(document);
  return { schema, places };
}

/** A schema as ajv must see it to judge as the dialect does. */
class Adapter {
  constructor(document: JSONObject) {
    const schema = this._adapted(document);
    const definitions: JSONObject = {};
    // Adapting a target may find more references.
    for (let index = 0; index < this._references.length; index++) {
      const target = resolve(document, this._references[index]);
      definitions[index] = this._adapt(target!);
    }
    this.schema = { ...schema, definitions };
  }

  readonly schema: JSONObject;

  /** The places in the original of the numbered definitions. */
  get places(): readonly string[] {
    return this._references;
  }

  /** The place in the original of a place in the adapted schema. */
  place(path: string): string {
    return path.replace(
      /^#\/definitions\/([0-9]+)/,
      (_, index: string) => this._references[Number(index)]
    );
  }

  private _adapt(sub: JSONValue): JSONValue {
    return isObject(sub) ? this._adapted(sub) : sub;
  }

  private _adapted(sub: JSONObject): JSONObject {
    const { $ref } = sub;
    if (typeof $ref === 'string') {
      return { $ref: $ref === '#' ? '#' : this._reference($ref) };
    }
    const schema: JSONObject = {};
    for (const key of ASSERTIONS) {
      if (key in sub) {
        schema[key] = sub[key];
      }
    }
    for (const key of [
      ...SUBSCHEMAS.one,
      ...SUBSCHEMAS.many,
      'items'
    ] as const) {
      const value = sub[key];
      if (value !== undefined) {
        schema[key] = Array.isArray(value)
          ? value.map(one => this._adapt(one))
          : this._adapt(value);
      }
    }
    for (const key of SUBSCHEMAS.named) {
      if (!KEPT_APART.includes(key) && isObject(sub[key])) {
        this._members(schema, key, sub[key]);
      }
    }
    this._contains(schema);
    return schema;
  }

  /** After a list of item schemas ajv asks nothing more of an empty array. */
  private _contains(schema: JSONObject): void {
    const { items, contains } = schema;
    if (Array.isArray(items) && contains !== undefined) {
      delete schema.contains;
      schema.allOf = [...((schema.allOf ?? []) as JSONValue[]), { contains }];
    }
  }

  private _members(schema: JSONObject, key: string, members: JSONObject): void {
    const adapted = (schema[key] ?? {}) as JSONObject;
    schema[key] = adapted;
    for (const [name, sub] of Object.entries(members)) {
      if (name === '__proto__') {
        this._proto(schema, key, sub);
      } else {
        put(adapted, name, this._adapt(sub));
      }
    }
  }

  /** ajv leaves this name out: the same is said by other names. */
  private _proto(schema: JSONObject, key: string, sub: JSONValue): void {
    if (key === 'dependencies') {
      const then = Array.isArray(sub) ? { required: sub } : this._adapt(sub);
      const others = (schema.allOf ?? []) as JSONValue[];
      // What is no object has no property that could be asked for.
      const isThere = { type: 'object', required: ['__proto__'] };
      schema.allOf = [...others, { if: isThere, then }];
      return;
    }
    const pattern = key === 'properties' ? '^(?:__proto__)$' : '(?:__proto__)';
    const patterns = (schema.patternProperties ?? {}) as JSONObject;
    schema.patternProperties = patterns;
    patterns[pattern] = this._adapt(sub);
  }

  private _reference(reference: string): string {
    if (!this._references.includes(reference)) {
      this._references.push(reference);
    }
    return `#/definitions/${this._references.indexOf(reference)}`;
  }

  private readonly _references: string[] = [];
}
