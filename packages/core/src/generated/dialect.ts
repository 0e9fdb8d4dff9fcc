// Made by scripts/generate.mjs from schema/meta/event-schema.json: change that file.
export const DRAFT = 'http://json-schema.org/draft-07/schema' as const;

export const SUBSCHEMAS = {
  one: [
    'additionalItems',
    'additionalProperties',
    'contains',
    'else',
    'if',
    'not',
    'propertyNames',
    'then'
  ],
  many: ['allOf', 'anyOf', 'oneOf'],
  named: [
    '$defs',
    'definitions',
    'dependencies',
    'patternProperties',
    'properties'
  ]
} as const;

export const EVENT = {
  $id: 'id',
  deprecated: 'boolean',
  expires: 'date',
  owner: 'text',
  'personal-data': 'boolean',
  purpose: 'text',
  retention: 'duration',
  reviews: 'links',
  version: 'version'
} as const;

export const KEYWORDS = {
  $comment: 'text',
  $defs: 'object',
  $id: 'none',
  $ref: 'reference',
  $schema: 'draft',
  allOf: 'schemas',
  anyOf: 'schemas',
  categories: 'categories',
  contentEncoding: 'text',
  contentMediaType: 'text',
  definitions: 'object',
  dependencies: 'object',
  description: 'text',
  enum: 'values',
  examples: 'list',
  exclusiveMaximum: 'number',
  exclusiveMinimum: 'number',
  format: 'text',
  items: 'items',
  maxItems: 'count',
  maxLength: 'count',
  maxProperties: 'count',
  maximum: 'number',
  minItems: 'count',
  minLength: 'count',
  minProperties: 'count',
  minimum: 'number',
  multipleOf: 'factor',
  obfuscate: 'transform',
  oneOf: 'schemas',
  pattern: 'text',
  patternProperties: 'object',
  properties: 'object',
  readOnly: 'boolean',
  required: 'names',
  title: 'text',
  type: 'type',
  uniqueItems: 'boolean',
  writeOnly: 'boolean'
} as const;

export const KINDS = {
  boolean: 'must be true or false',
  categories: 'must be a list of names',
  count: 'must be a whole number, 0 or more',
  date: 'must be an RFC 3339 date or time',
  draft: 'must be draft-07',
  duration: 'must be a duration such as "12h", "90d", "13mo" or "3y"',
  factor: 'must be a whole number, 1 or more',
  id: 'must be a URI',
  items: 'must be a schema or a list of schemas',
  links: 'must be a list of http or https addresses',
  list: 'must be a list',
  names: 'must be a list of names, each once',
  none: 'is for the top alone',
  number: 'must be a number',
  object: 'must be an object',
  reference: 'must be a reference into this schema, such as #/definitions/name',
  schemas: 'must be a list of schemas',
  text: 'must be a text',
  transform:
    'must be a transform: drop, hash, truncate:<n>, basename, extension, hour',
  type: 'must be a type, or a list of types, each once',
  values: 'must be a list that is not empty',
  version: 'must be a string or a number'
} as const;

export const REMARKS = [
  '$comment',
  '$schema',
  'contentEncoding',
  'contentMediaType',
  'deprecated',
  'description',
  'examples',
  'expires',
  'owner',
  'readOnly',
  'reviews',
  'title',
  'writeOnly'
] as const;

export const UNORDERED = ['categories', 'enum', 'required', 'type'] as const;

export const PATTERNS = {
  link: '^https?://[^ "<>\\\\^`{|}]+$',
  reference:
    "^#(?!.*/patternProperties/)(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})*)*$"
} as const;

export const LIMITS = {
  bytes: 262144,
  parts: 2000
} as const;
