import type { JSONObject } from '@jupyter-eventlog/core';
import { parsePolicy } from '@jupyter-eventlog/core';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';

describe('parsePolicy()', () => {
  // The same table, with the same sentences, is in tests/test_policy.py.
  it.each<[JSONObject, string]>([
    [
      { allowed_property: ['a'] },
      'unknown key "allowed_property"; did you mean "allowed_properties"?'
    ],
    [
      { allowed_categories: ['tecnical'] },
      '"tecnical" is not known; did you mean "technical"?'
    ],
    [{ level: 'techical' }, 'did you mean "technical"?'],
    [{ obfuscate: { a: 'base' } }, '"base" is not a transform'],
    [{ consent: 'optin' }, 'did you mean "opt-in"?'],
    [{ retention: '90 days' }, 'retention: must be a duration'],
    [{ allowed_properties: 'path' }, 'must be a list of names'],
    [{ versions: [] }, 'versions: must be a list of versions'],
    [{ sample: true }, 'sample: must be a number from 0 to 1']
  ])('should name the key and the nearest one: %j', (entry, message) => {
    const { errors } = parsePolicy({ allowed_schemas: { [ID]: entry } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
    expect(errors[0]).toContain(ID);
  });

  it('should take the names of inherited members for what they are', () => {
    const { errors } = parsePolicy({
      allowed_schemas: { [ID]: { level: 'constructor' } }
    });
    expect(errors).toHaveLength(1);
  });
});
