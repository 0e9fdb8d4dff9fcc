import { Registry, parsePolicy, sanitizer } from '@jupyter-eventlog/core';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';

describe('sanitizer', () => {
  it("should hold what was stored under a wider policy against today's", () => {
    const registry = new Registry();
    const schema = registry.register({
      $id: ID,
      version: '1',
      properties: { a: {}, b: {} }
    });
    const entry = parsePolicy({
      allowed_schemas: {
        [ID]: {
          allowed_properties: ['a'],
          sanitize: { after: '1d', allowed_properties: ['a', 'b'] }
        }
      }
    }).entry(ID)!;
    const sanitize = sanitizer(schema, entry)!;
    expect(sanitize({ a: 1, b: 2 }, [])).toEqual([{ a: 1 }, ['b']]);
  });
});
