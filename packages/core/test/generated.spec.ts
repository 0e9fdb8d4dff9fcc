import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { names, render, target } from '../scripts/generate.mjs';

describe('generated modules', () => {
  it.each(names)('should be current: %s', async name => {
    expect(readFileSync(target(name), 'utf8')).toBe(await render(name));
  });
});
