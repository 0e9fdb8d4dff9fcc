import type { TranslationBundle } from '@jupyterlab/translation';
import { TranslationManager } from '@jupyterlab/translation';
import { wordsOf } from '@jupyter-eventlog/consent/pure';
import { describe, expect, it, vi } from 'vitest';
import { PACKS } from '../src/generated/packs';
import { words } from './views';

/** What JupyterLab would make of a pack. */
function bundle(pack: Readonly<Record<string, readonly string[]>>) {
  return {
    __: (text: string) => pack[text]?.[0] ?? text,
    _n: (one: string, many: string, n: number) =>
      (pack[one] ?? [one, many])[Number(n) === 1 ? 0 : 1].replace(
        '%1',
        String(n)
      )
  } as TranslationBundle;
}

const german = wordsOf(bundle(PACKS.de), 'de_DE');

describe('wordsOf()', () => {
  it('should name the language that is read, not the one that was asked for', () => {
    expect(words.language).toBe('en');
    expect(german.language).toBe('de-DE');
    expect(wordsOf(bundle({}), 'de_DE').language).toBe('en');
    expect(wordsOf(bundle({}), 'fr_FR').language).toBe('fr-FR');
  });

  it('should write numbers, days, lists and plurals as the language does', () => {
    expect(german.number(1_234_567)).toBe('1.234.567');
    expect(german.day('2026-03-02')).toBe('2. März 2026');
    expect(german.list(['a', 'b', 'c'])).toBe('a, b und c');
    expect([1, 2].map(n => german.count('duration.d', n))).toEqual([
      '1 Tag',
      '2 Tage'
    ]);
  });

  it.each([
    [1, '1 earlier record is still kept. See My data.'],
    [212, '212 earlier records are still kept. See My data.'],
    [1204, '1,204 earlier records are still kept. See My data.']
  ])('should count with the separators of the language: %i', (n, text) => {
    // The host's own bundle, which has a way of its own to fill in a number; it
    // asks the page for its language.
    vi.stubGlobal('document', {
      documentElement: { getAttribute: () => 'en' }
    });
    const host = wordsOf(new TranslationManager().load('any'), 'en');
    expect(host.count('unconfigured.earlier', n)).toBe(text);
  });
});
