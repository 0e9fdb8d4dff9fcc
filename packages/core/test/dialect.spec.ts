import {
  NO_TOOLS,
  Registry,
  loadTools,
  readView
} from '@jupyter-eventlog/core';
import type { IPolicyView } from '@jupyter-eventlog/core';
import { describe, expect, it } from 'vitest';

const BASE = { $id: 'urn:a', version: '1', type: 'object' };
const OUTSIDE = { ...BASE, properties: { x: { pattern: '(?=a)' } } };

describe('the dialect', () => {
  it.each([
    ['a text', { description: 'a'.repeat(2 ** 18) }],
    ['a name', { properties: { ['a'.repeat(2 ** 18)]: {} } }],
    ['a list', { enum: Array.from({ length: 2 ** 18 }, (_, one) => one) }]
  ])('should refuse a schema that is too large: %s', async (_, large) => {
    const { check } = await loadTools();
    expect(() => new Registry(check).register({ ...BASE, ...large })).toThrow(
      'KiB'
    );
  });

  it('should come with the tools', async () => {
    const view = { allowed_schemas: {}, schemas: [OUTSIDE, BASE] };
    const warnings: string[] = [];
    const read = async (check: (typeof NO_TOOLS)['check']): Promise<number> =>
      readView(
        view as unknown as IPolicyView,
        warning => warnings.push(warning),
        check
      ).registry.versions('urn:a').length;
    expect(await read((await loadTools()).check)).toBe(1);
    expect(warnings).toEqual([
      expect.stringContaining('/properties/x/pattern')
    ]);
  });

  it('should leave what a server gives to that server before that', () => {
    expect(NO_TOOLS.check).toBeNull();
    expect(new Registry().register(OUTSIDE).version).toBe('1');
  });
});
