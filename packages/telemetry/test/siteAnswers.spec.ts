import type { IPolicyView } from '@jupyter-eventlog/core';
import type { Answer, Scope } from '@jupyter-eventlog/core';
import {
  StaleAnswerError,
  answered
} from '@jupyter-eventlog/telemetry/site/answers';
import { describe, expect, it } from 'vitest';

const MINE = 'https://example.org/mine';
const OTHER = 'https://example.org/other';

const disclosure = (
  digest: string,
  purpose: string,
  place: string
): object => ({
  digest,
  purpose: { id: purpose },
  destinations: [{ name: place }]
});
const POLICY = {
  disclosures: {
    [MINE]: disclosure('d1', 'improve', 'here'),
    [OTHER]: disclosure('d2', 'plan', 'there')
  }
} as unknown as IPolicyView;
const OCCASION = { time: '', signal: false, session: 's', began: '' };

/** The kinds that an answer turns out to be to. */
function covered(
  answer: Answer,
  scope: Scope,
  target?: string,
  shown: Record<string, string> = {}
): string[] {
  const reply = { answer, scope, target, shown };
  return Object.keys(answered(reply, POLICY, OCCASION).disclosures);
}

describe('an answer in a page without a server', () => {
  it.each([
    ['schema', MINE],
    ['purpose', 'improve'],
    ['destination', 'here']
  ] as const)('should be to nothing beyond its %s', (scope, target) => {
    expect(covered('no', scope, target)).toEqual([MINE]);
    expect(covered('yes', scope, target, { [MINE]: 'd1' })).toEqual([MINE]);
    expect(() => covered('yes', scope, target, { [OTHER]: 'd2' })).toThrow(
      StaleAnswerError
    );
  });

  it('should be a no to all, whatever was shown, and a yes to what was', () => {
    expect(covered('no', 'all')).toEqual([MINE, OTHER]);
    expect(covered('yes', 'all', undefined, { [OTHER]: 'd2' })).toEqual([
      OTHER
    ]);
  });

  it('should be refused where it is to nothing, or to what was before', () => {
    expect(() => covered('yes', 'all')).toThrow(StaleAnswerError);
    expect(() => covered('no', 'purpose', 'unknown')).toThrow(StaleAnswerError);
    expect(() => covered('yes', 'all', undefined, { [MINE]: 'd0' })).toThrow(
      StaleAnswerError
    );
  });
});
