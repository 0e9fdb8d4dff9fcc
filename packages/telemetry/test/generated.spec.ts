import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { render, target } from '../scripts/generate.mjs';

it('should hold the schemas that come with us', async () => {
  expect(readFileSync(target, 'utf8')).toBe(await render());
});
