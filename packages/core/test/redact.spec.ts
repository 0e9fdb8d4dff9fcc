import type { JSONObject } from '@jupyter-eventlog/core';
import {
  Pipeline,
  Registry,
  canonical,
  isDrop,
  project,
  projectedSchema,
  readPolicy,
  sanitized,
  sanitizer
} from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';
import { hashWith, sha256 } from '@jupyter-eventlog/core/hash';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID, entries, events, schemas } from './arbitraries.js';
import { remains } from './oracle.js';

type Left = { data: JSONObject; redacted: string[] };

const HASH = hashWith(new Uint8Array(32));
const compile = ajvValidator()!;

/** A schema under a policy, or undefined for two transforms of one field. */
class Road {
  constructor(document: object, policy: object, hash: typeof HASH | null) {
    const registry = new Registry();
    this.schema = registry.register(document);
    const read = readPolicy(
      { allowed_schemas: { [ID]: policy } } as JSONObject,
      registry
    );
    this._pipeline = new Pipeline(registry, read, {
      // The schemas admit everything.
      validation: null,
      sha256,
      hash,
      now: Date.now
    });
    this.isValid = read.errors.length === 0;
  }

  readonly schema;
  readonly isValid: boolean;

  get entry() {
    return this._pipeline.policy.entry(ID)!;
  }

  run(data: JSONObject, redacted?: string[]): Left | null {
    const draft = { schema_id: ID, version: '1', data, redacted };
    const verdict = this._pipeline.process(draft, () => true);
    return isDrop(verdict) ? null : verdict.draft;
  }

  private readonly _pipeline: Pipeline;
}

function check(
  property: (
    road: (policy?: object, hash?: typeof HASH | null) => Road,
    event: JSONObject,
    policy: { allowed_categories: string[]; allowed_properties: string[] },
    document: JSONObject
  ) => void
): void {
  let checked = 0;
  fc.assert(
    fc.property(schemas, entries, events, (document, entry, event) => {
      const road = (policy: object = entry, hash: typeof HASH | null = HASH) =>
        new Road(document, policy, hash);
      if (road().isValid && road().run(event) !== null) {
        checked++;
        property(road, event, entry, document as unknown as JSONObject);
      }
    }),
    { numRuns: 150 }
  );
  expect(checked).toBeGreaterThan(100);
}

function withoutTransforms(document: JSONObject): JSONObject {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'obfuscate' ? undefined : value
    )
  ) as JSONObject;
}

describe(
  'redaction, for every schema, policy and event',
  { timeout: 60_000 },
  () => {
    it('should keep what the rules say and nothing else', () => {
      check(
        (_, event, { allowed_categories, allowed_properties }, document) => {
          const plain = withoutTransforms(document);
          const policy = { allowed_categories, allowed_properties };
          const left = new Road(plain, policy, HASH).run(event);
          expect(canonical(left?.data)).toBe(
            canonical(remains(plain, policy, event))
          );
        }
      );
    });

    it('should be idempotent but for hash', () => {
      check((road, event, policy) => {
        const hop = road(policy, null);
        const once = hop.run(event)!;
        expect(hop.run(once.data, once.redacted)).toMatchObject(once);
      });
    });

    it('should come to the same by a hop that forwards', () => {
      check((road, event, policy) => {
        const { data, redacted } = road(policy, null).run(event)!;
        const direct = road().run(event)!;
        const forwarded = road().run(data, redacted)!;
        expect(canonical(forwarded.data)).toBe(canonical(direct.data));
        expect(forwarded.redacted).toEqual(direct.redacted);
      });
    });

    it('should come to what the narrowest hop keeps', () => {
      check((road, event, wide) => {
        const narrow = {
          ...wide,
          allowed_properties: wide.allowed_properties.slice(1)
        };
        const least = {
          ...narrow,
          allowed_categories: narrow.allowed_categories.slice(1)
        };
        const one = road(wide, null).run(event)!;
        const two = road(narrow, null).run(one.data, one.redacted)!;
        const three = road(least).run(two.data, two.redacted)!;
        expect(canonical(three.data)).toBe(
          canonical(road(least).run(event)!.data)
        );
        expect(two.redacted).toEqual(expect.arrayContaining(one.redacted));
        expect(three.redacted).toEqual(expect.arrayContaining(two.redacted));
      });
    });

    it('should fit the projected schema, which has no place for more', () => {
      check((road, event) => {
        const { schema, entry } = road();
        const fits = compile(projectedSchema(project(schema, entry, HASH)));
        const { data, redacted } = road().run(event)!;
        expect(fits(data)).toBeNull();
        expect(redacted.length > 0 && fits(event) === null).toBe(false);
      });
    });

    it('should leave what both an entry and its sanitize keep', () => {
      check((road, event, policy) => {
        const sanitize = {
          after: '1d',
          allowed_properties: ['a.a', 'b', 'x_1']
        };
        const made = road({ ...policy, sanitize });
        const stored = made.run(event)!;
        const apply = sanitizer(made.schema, made.entry)!;
        const left = apply(stored.data, stored.redacted);
        expect(left[1]).toEqual(expect.arrayContaining(stored.redacted));
        expect(apply(...left)).toEqual(left);
        for (const one of [made.entry, sanitized(made.entry)!]) {
          const rule = project(made.schema, one, HASH);
          expect(compile(projectedSchema(rule))(left[0])).toBeNull();
        }
      });
    });

    it('should leave what it was given as it was', () => {
      check((road, event) => {
        const before = JSON.stringify(event);
        road().run(event);
        expect(JSON.stringify(event)).toBe(before);
      });
    });

    it('should change the prototype of nothing', () => {
      const event = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
      const document = { $id: ID, version: '1', properties: { a: {} } };
      const kept = new Road(document, { allowed_properties: ['a'] }, HASH).run(
        event
      );
      expect(kept?.data).toEqual({ a: 1 });
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      expect(Object.getPrototypeOf(kept?.data)).toBe(Object.prototype);
    });
  }
);
