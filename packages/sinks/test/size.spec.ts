import { expect, it } from 'vitest';
import { measureSize } from '../../../benchmarks/browser/size.mjs';

// The smallest of those that do the same takes 14.7 kB.
it('should cost a page 8 kB, and less than others once it collects', async () => {
  const { first, collecting, validators, hashes } = await measureSize();
  expect(first).toBeLessThanOrEqual(8_000);
  expect(first + collecting).toBeLessThanOrEqual(14_700);
  expect([validators, hashes].every(size => size > 0)).toBe(true);
}, 30_000);
