import { readFileSync, readdirSync } from 'node:fs';
import { failures } from '@jupyter-eventlog/core/conformance';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../../conformance/', import.meta.url);

// What people are told is run by the spec of the consent package.
const FILES = readdirSync(FOLDER).filter(
  name => name.endsWith('.json') && !name.startsWith('texts-')
);

describe('the vectors', () => {
  it('should be there', () => {
    expect(FILES.length).toBeGreaterThan(15);
  });

  describe.each(FILES)('%s', name => {
    const suite = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    it.each(failures(suite))('%s', (_title, difference) => {
      expect(difference).toBeNull();
    });
  });
});
