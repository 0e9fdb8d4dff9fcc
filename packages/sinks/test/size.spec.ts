import { expect, it } from 'vitest';
import { measureSize } from '../../../benchmarks/browser/size.mjs';

it('should cost a page 8 kB, and less than 16 once it collects', async () => {
  const { first, collecting, ...others } = await measureSize();
  expect(first).toBeLessThanOrEqual(8_000);
  expect(first + collecting).toBeLessThanOrEqual(15_500);
  // Else something that is loaded later counts as something else.
  expect(Object.keys(others)).toEqual(['validators', 'journal', 'hashes']);
  expect(Object.values(others).every(size => size > 0)).toBe(true);
}, 30_000);
