import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { render, target } from '../scripts/generate.mjs';

describe('the generated catalogue', () => {
  it('should be current', async () => {
    expect(readFileSync(target, 'utf8')).toBe(await render());
  });
});
