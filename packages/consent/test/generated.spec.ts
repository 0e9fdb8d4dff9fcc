import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  LOCALES,
  packOf,
  packs,
  render,
  renderPack,
  renderPacks,
  target
} from '../scripts/generate.mjs';

describe('the generated catalogue', () => {
  it('should be current', async () => {
    expect(readFileSync(target, 'utf8')).toBe(await render());
    expect(readFileSync(packs, 'utf8')).toBe(await renderPacks());
  });

  it.each(Object.keys(LOCALES))('should be current in %s', async language => {
    const pack = readFileSync(packOf(language), 'utf8');
    expect(pack).toBe(await renderPack(language));
    // By this name, and no other, JupyterLab looks it up in the page.
    expect(JSON.parse(pack)[''].language).toMatch(/^[a-z]{2}-[A-Z]{2}$/);
  });
});
