import {
  consentState,
  indicatorOf,
  kindsOf
} from '@jupyter-eventlog/consent/pure';
import type { IIndicator } from '@jupyter-eventlog/consent/pure';
import { describe, expect, it } from 'vitest';
import { consent, kind, policy, words } from './views';

const ABROAD = {
  name: 'abroad',
  destination: 'Google Analytics',
  third_party: true,
  run_by: 'Google LLC',
  country: 'USA',
  unknown: false
};

function indicator(
  said: Parameters<typeof consent>[0],
  kinds = [kind('a'), kind('b')],
  paused: string | null = null
): IIndicator | null {
  const view = consent(said, { paused });
  const rules = policy(kinds);
  const headline = consentState(rules, view, 'ready', words);
  return indicatorOf(headline, kindsOf(rules, view), words);
}

describe('indicatorOf', () => {
  it.each([
    [{}, 'asking', 'asking'],
    [{ a: 'no', b: 'no' }, 'off', 'off'],
    [{ a: 'yes', b: 'yes' }, 'on', 'on 2'],
    [{ a: 'yes', b: 'no' }, 'partly', 'on 1 of 2']
  ] as const)('should say %j as %s', (said, shape, word) => {
    expect(indicator(said)).toMatchObject({ shape, word, leaves: false });
  });

  it('should be a lock beside what is always recorded', () => {
    expect(indicator({}, [kind('must', { mode: 'required' })])).toMatchObject({
      shape: 'always',
      word: 'always 1'
    });
  });

  it('should be called what the panel says first', () => {
    expect(indicator({ a: 'yes', b: 'yes' })?.name).toBe(
      '2 kinds of activity are being recorded for Riverside Data Team.'
    );
  });

  it('should mark what leaves the operator, while it does', () => {
    const kinds = [kind('a', { destinations: [ABROAD] })];
    const since = '2026-11-02T14:03:00.000000Z';
    expect(indicator({}, kinds)?.leaves).toBe(false);
    expect(indicator({ a: 'yes' }, kinds)?.leaves).toBe(true);
    expect(indicator({ a: 'yes' }, kinds, since)).toMatchObject({
      word: 'paused',
      leaves: false
    });
  });

  it('should not be there where nobody has set up anything', () => {
    const headline = consentState(null, null, 'unconfigured', words);
    expect(indicatorOf(headline, [], words)).toBeNull();
  });

  it('should call out what cannot be told', () => {
    const headline = consentState(null, null, 'unknown', words);
    expect(indicatorOf(headline, [], words)).toMatchObject({
      shape: 'problem',
      word: 'problem'
    });
  });
});
