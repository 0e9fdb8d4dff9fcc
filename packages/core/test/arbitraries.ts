import type { JSONObject } from '@jupyter-eventlog/core';
import fc from 'fast-check';

export const ID = 'https://example.org/random';

const CATEGORIES = ['technical', 'user-content', 'own', 'unclassified'];
const NAMES = ['a', 'b', '__proto__', 'constructor', 'é.x', 'x_1', 'x_2'];
const PATTERNS = ['^x_', '_1$'];
const TRANSFORMS = ['truncate:2', 'basename', 'extension', 'drop', 'hash'];

const paths = fc.constantFrom(
  ...['a', 'b.a', 'constructor', 'b[]', 'a.a', 'a.a.b', 'é\\.x', 'x_1'],
  ...['*', 'a.*', 'b.__proto__', 'b[].a', 'a.b', 'a[][]', 'b', '__proto__.a']
);

const marks = fc.record(
  {
    categories: fc.subarray(CATEGORIES, { maxLength: 2 }),
    obfuscate: fc.constantFrom(...TRANSFORMS)
  },
  { requiredKeys: [] }
);

const { sub } = fc.letrec<{ sub: JSONObject; members: JSONObject }>(tie => ({
  members: fc.dictionary(fc.constantFrom(...NAMES), tie('sub'), {
    maxKeys: 3
  }) as fc.Arbitrary<JSONObject>,
  sub: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    marks as fc.Arbitrary<JSONObject>,
    fc.constantFrom<JSONObject>({ $ref: '#' }, { $ref: '#/definitions/one' }),
    joined(tie('members').map(properties => ({ properties }))),
    joined(tie('sub').map(items => ({ items }))),
    joined(
      fc.array(tie('sub'), { minLength: 1, maxLength: 2 }).map(items => ({
        items
      }))
    ),
    joined(
      fc
        .tuple(fc.subarray(PATTERNS, { minLength: 1 }), tie('sub'))
        .map(([patterns, one]) => ({
          patternProperties: Object.fromEntries(
            patterns.map(pattern => [pattern, one])
          )
        }))
    ),
    joined(
      fc
        .tuple(tie('members'), fc.constantFrom('allOf', 'anyOf', 'then'))
        .map(([properties, keyword]) =>
          keyword === 'then'
            ? { if: true, then: { properties } }
            : { [keyword]: [{ properties }, {}] }
        )
    )
  )
}));

function joined(part: fc.Arbitrary<object>): fc.Arbitrary<JSONObject> {
  return fc
    .tuple(marks, part)
    .map(([said, rest]) => ({ ...said, ...rest }) as JSONObject);
}

/** Schemas that admit any event: what is tested is what remains of it. */
export const schemas = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...NAMES), sub, { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), sub, { maxKeys: 2 }),
    fc.boolean()
  )
  .map(([properties, one, personal]) => ({
    $id: ID,
    version: '1',
    properties,
    definitions: { one: { properties: one } },
    'personal-data': personal
  }));

const value = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('/a/b.PY', '2026-11-24T12:34:56Z', '', 7, null, true),
    fc.dictionary(fc.constantFrom(...NAMES, 'undeclared'), tie('value'), {
      maxKeys: 3
    }),
    fc.array(tie('value'), { maxLength: 3 })
  )
})).value;

/** Events with declared and undeclared properties. */
export const events = fc.dictionary(
  fc.constantFrom(...NAMES, 'undeclared'),
  value,
  { maxKeys: 4 }
) as fc.Arbitrary<JSONObject>;

/** Entries of `allowed_schemas`. */
export const entries = fc.record({
  allowed_categories: fc.subarray(CATEGORIES),
  allowed_properties: fc.array(paths, { maxLength: 3 }),
  obfuscate: fc.dictionary(paths, fc.constantFrom(...TRANSFORMS), {
    maxKeys: 2
  }),
  obfuscate_categories: fc.constantFrom<JSONObject>({}, { own: 'truncate:1' })
});
