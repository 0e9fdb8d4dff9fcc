import { describe, expect, it } from 'vitest';
import { promptText } from '@jupyter-eventlog/consent/pure';
import { consent, kind, policy, PURPOSE, words } from './views';

const asked = (...disclosures: ReturnType<typeof kind>[]) =>
  promptText(policy(disclosures), consent(), 'ready', words);

const third = {
  name: 'ga',
  destination: 'Google Analytics',
  third_party: true,
  run_by: 'Google',
  country: 'USA',
  unknown: false
};
const field = kind('a').fields[0];

describe('promptText()', () => {
  it('should ask with all the facts when they fit', () => {
    expect(asked(kind('a'))).toEqual({
      text: 'Riverside Data Team asks to record commands you run, to find bugs. Off unless you accept. Lab works the same either way.',
      acceptable: true,
      buttons: ['accept', 'decline', 'details']
    });
  });

  it('should name a third party beside the operator', () => {
    expect(asked(kind('a', { destinations: [third] }))).toEqual({
      text: 'Riverside Data Team and Google Analytics (Google) ask to record commands you run, to find bugs. Off unless you accept.',
      acceptable: true,
      buttons: ['accept', 'decline', 'details']
    });
  });

  it.each([
    ['there is no purpose', kind('a', { purpose: null })],
    ['the title is long', kind('a', { title: 'All '.repeat(30) })],
    [
      'the purpose is long',
      kind('a', { purpose: { ...PURPOSE, short: 'to '.repeat(11) } })
    ],
    ['names are kept', kind('a', { user: 'keep' })],
    [
      'a destination is unknown',
      kind('a', { destinations: [{ ...third, unknown: true }] })
    ],
    [
      'content is kept',
      kind('a', { fields: [{ ...field, categories: ['user-content'] }] })
    ]
  ])('should leave Accept to the panel when %s', (_, disclosure) => {
    expect(asked(disclosure)).toEqual({
      text: 'Riverside Data Team asks to record some of your activity. It stays off unless you accept. See what and why first.',
      acceptable: false,
      buttons: ['decline', 'details']
    });
  });

  it('should never be cut by the host', () => {
    const operator = { name: 'A department with a name '.repeat(5) };
    const prompt = promptText(
      policy([kind('a')], { operator }),
      consent(),
      'ready',
      words
    );
    expect(prompt?.acceptable).toBe(false);
    expect(prompt?.text.length).toBeLessThanOrEqual(140);
  });

  it('should leave Accept to the panel after a yes has lapsed', () => {
    const prompt = promptText(
      policy([kind('a')]),
      consent({ a: 'lapsed' }),
      'ready',
      words
    );
    expect(prompt?.acceptable).toBe(false);
    expect(prompt?.text).toContain('more than you agreed to');
  });

  it.each([
    ['unconfigured', 'unconfigured', consent()],
    ['in error', 'error', consent()],
    ['not reachable', 'unknown', consent()],
    ['answered with yes', 'ready', consent({ a: 'yes' })],
    ['answered with no', 'ready', consent({ a: 'no' })],
    ['it would be nagging', 'ready', consent({}, { prompt: false })]
  ] as const)('should ask nothing when %s', (_, service, said) => {
    expect(promptText(policy([kind('a')]), said, service, words)).toBeNull();
  });

  it('should ask nobody where the operator muted it', () => {
    const muted = policy([kind('a')], { mute_prompt: true });
    expect(promptText(muted, consent(), 'ready', words)).toBeNull();
  });

  it('should not ask about what is required', () => {
    const must = policy([kind('must', { mode: 'required' })]);
    expect(promptText(must, consent(), 'ready', words)).toBeNull();
  });
});
