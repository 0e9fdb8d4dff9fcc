import { readFileSync, readdirSync } from 'node:fs';
import { failures } from '@jupyter-eventlog/core/conformance';
import { CHECKS } from '@jupyter-eventlog/consent/conformance';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../../conformance/', import.meta.url);
const FILES = readdirSync(FOLDER).filter(name => name.startsWith('texts-'));

describe('the vectors of texts', () => {
  it('should be there', () => {
    expect(FILES.length).toBeGreaterThan(15);
  });

  describe.each(FILES)('%s', name => {
    const suite = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    it.each(failures(suite, CHECKS))('%s', (_title, difference) => {
      expect(difference).toBeNull();
    });
  });
});
