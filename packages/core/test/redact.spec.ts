import type { JSONObject } from '@jupyter-eventlog/core';
import {
  Pipeline,
  Registry,
  isDrop,
  parsePolicy
} from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';
import { hashWith, sha256 } from '@jupyter-eventlog/core/hash';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/random';
const CATEGORIES = ['technical', 'user-content', 'own'];
const NAMES = ['a', 'b', '__proto__', 'constructor', 'é.x'];

const leaf = fc.record(
  {
    categories: fc.subarray(CATEGORIES, { minLength: 1, maxLength: 2 }),
    obfuscate: fc.constantFrom('truncate:2', 'basename', 'extension', 'drop')
  },
  { requiredKeys: [] }
);
const property = fc.oneof(
  leaf,
  fc.dictionary(fc.constantFrom(...NAMES), leaf, { maxKeys: 3 }).map(one => ({
    properties: one
  })),
  leaf.map(items => ({ items }))
);
const schema = fc
  .dictionary(fc.constantFrom(...NAMES), property, { maxKeys: 4 })
  .map(properties => ({ $id: ID, version: '1', properties }));
const data = fc.dictionary(
  fc.constantFrom(...NAMES, 'undeclared'),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 4 }
);
const entry = fc.record({
  allowed_categories: fc.subarray(CATEGORIES),
  allowed_properties: fc.subarray(['a', 'b.a', 'constructor', 'b[]'])
});

function run(
  schemaDocument: object,
  policy: object,
  event: unknown,
  redacted?: string[]
): { data: JSONObject; redacted: string[] } | null {
  const registry = new Registry();
  registry.register(schemaDocument);
  const pipeline = new Pipeline(
    registry,
    parsePolicy({ allowed_schemas: { [ID]: policy } } as JSONObject),
    {
      validator: ajvValidator(),
      sha256,
      hash: hashWith(new Uint8Array(32)),
      now: Date.now
    }
  );
  const draft = { schema_id: ID, version: '1', data: event, redacted };
  const verdict = pipeline.process(draft, () => true);
  return isDrop(verdict) ? null : verdict.draft;
}

describe('redaction, for every schema, policy and event', () => {
  it('should keep nothing that is undeclared', () => {
    fc.assert(
      fc.property(schema, entry, data, (document, policy, event) => {
        const kept = run(document, policy, event)?.data ?? {};
        for (const name of Object.keys(kept)) {
          expect(Object.keys(document.properties)).toContain(name);
        }
      })
    );
  });

  it('should be idempotent', () => {
    fc.assert(
      fc.property(schema, entry, data, (document, policy, event) => {
        const once = run(document, policy, event);
        fc.pre(once !== null);
        expect(run(document, policy, once.data, once.redacted)).toMatchObject({
          data: once.data,
          redacted: once.redacted
        });
      })
    );
  });

  it('should leave what it was given as it was', () => {
    fc.assert(
      fc.property(schema, entry, data, (document, policy, event) => {
        const before = JSON.stringify(event);
        run(document, policy, event);
        expect(JSON.stringify(event)).toBe(before);
      })
    );
  });

  it('should change the prototype of nothing', () => {
    const event = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
    const kept = run(
      { $id: ID, version: '1', properties: { a: {} } },
      { allowed_properties: ['a'] },
      event
    );
    expect(kept?.data).toEqual({ a: 1 });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(kept?.data)).toBe(Object.prototype);
  });
});
