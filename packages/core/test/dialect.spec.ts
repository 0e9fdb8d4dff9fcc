import { Registry, schemaCheck } from '@jupyter-eventlog/core';
import { ajvValidator } from '@jupyter-eventlog/core/ajv';
import { describe, expect, it } from 'vitest';

const BASE = { $id: 'urn:a', version: '1', type: 'object' };
const OUTSIDE = { ...BASE, properties: { x: { pattern: '(?=a)' } } };

describe('the dialect', () => {
  it.each([
    ['a text', { description: 'a'.repeat(2 ** 18) }],
    ['a name', { properties: { ['a'.repeat(2 ** 18)]: {} } }],
    ['a list', { enum: Array.from({ length: 2 ** 18 }, (_, one) => one) }]
  ])('should refuse a schema that is too large: %s', (_, large) => {
    const registry = new Registry(schemaCheck(ajvValidator()));
    expect(() => registry.register({ ...BASE, ...large })).toThrow('KiB');
  });

  it('should refuse what it does not hold where a page looks', () => {
    const registry = new Registry(schemaCheck(null));
    expect(() => registry.register(OUTSIDE)).toThrow('/properties/x/pattern');
  });

  it('should leave what a server gives to that server', () => {
    expect(new Registry().register(OUTSIDE).version).toBe('1');
  });
});
