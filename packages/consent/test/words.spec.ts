import { TranslationManager } from '@jupyterlab/translation';
import { describe, expect, it, vi } from 'vitest';
import { wordsOf } from '@jupyter-eventlog/consent/pure';

describe('wordsOf', () => {
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
    const words = wordsOf(new TranslationManager().load('any'), 'en');
    expect(words.count('unconfigured.earlier', n)).toBe(text);
  });
});
