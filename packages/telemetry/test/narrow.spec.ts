import type { IPolicyView } from '@jupyter-eventlog/core';
import { narrow } from '@jupyter-eventlog/telemetry';
import { describe, expect, it } from 'vitest';

const VIEW = {
  allowed_schemas: {
    a: { level: 'technical', allowed_properties: ['user.id', 'x'] },
    b: {}
  },
  disclosures: {
    a: { fields: [{ path: 'user.id' }, { path: 'x' }], removed: ['y'] },
    b: { fields: [], removed: [] }
  }
} as unknown as IPolicyView;

describe('narrow()', () => {
  it('should change nothing without settings', () => {
    expect(narrow(VIEW, {})).toEqual({ ...VIEW, not_sent: {} });
  });

  it('should take everything away', () => {
    expect(narrow(VIEW, { enabled: false }).allowed_schemas).toEqual({});
  });

  it('should take a schema away, and never add one', () => {
    const { allowed_schemas } = narrow(VIEW, { disabled_schemas: ['b', 'c'] });
    expect(Object.keys(allowed_schemas)).toEqual(['a']);
  });

  it('should take a property away with all beneath it, and say so', () => {
    const left = narrow(VIEW, { disabled_properties: { a: ['user'] } });
    expect(left.allowed_schemas.a).toMatchObject({
      allowed_properties: ['x'],
      obfuscate: { user: 'drop' }
    });
    expect(left.not_sent).toEqual({ a: ['user'] });
    expect(left.disclosures).toEqual(VIEW.disclosures);
  });

  it('should take the schema away for a path that cannot be read', () => {
    const left = narrow(VIEW, { disabled_properties: { a: ['a['] } });
    expect(Object.keys(left.allowed_schemas)).toEqual(['b']);
  });
});
