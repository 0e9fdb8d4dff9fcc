import { describe, expect, it } from 'vitest';
import { confirmed, granted, withdrawn } from '../src/feedback';
import { words } from './views';

const ANSWERED = { kinds: [], time: '14:03:05' };
const ALL = { scope: 'all' } as const;
const PLACE = { scope: 'destination', target: 'ga' } as const;

describe('what an answer has come to', () => {
  it.each([
    [false, 'by the server at 14:03:05'],
    [true, '14:03:05']
  ])('should name the server only where there is one (%s)', (isLite, end) => {
    for (const scope of [ALL, PLACE]) {
      const answered = { ...ANSWERED, scope, isLite };
      for (const text of [
        granted(answered, words),
        withdrawn(answered, words),
        confirmed('paused', answered, words)
      ]) {
        expect(text).toContain(end);
        expect(/server|everywhere/i.test(text)).toBe(!isLite);
      }
    }
  });
});
