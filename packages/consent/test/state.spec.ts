import { describe, expect, it } from 'vitest';
import { consentState } from '@jupyter-eventlog/consent/pure';
import { consent, kind, policy, words } from './views';

const A = kind('a');
const B = kind('b', { title: 'Notebooks opened' });
const MUST = kind('must', {
  title: 'Sign-ins',
  mode: 'required',
  reason: 'Security rules, §4.2'
});
const OFF_UNLESS =
  'It stays off unless you accept. JupyterLab works the same either way.';
const OBJECT = 'Questions or objection: dpo@riverside.example.';

describe('consentState()', () => {
  it.each([
    ['unconfigured', 'Nothing is being collected.'],
    ['error', 'Nothing is being collected.'],
    ['unknown', 'We cannot tell what is being collected.'],
    ['loading', 'Asking the server what is being collected.']
  ] as const)('should not need a policy when %s', (service, line1) => {
    expect(consentState(null, null, service, words)).toMatchObject({
      name: service,
      line1
    });
  });

  it('should say that it cannot tell when only half has arrived', () => {
    const half = consentState(policy([A]), null, 'ready', words);
    expect(half.name).toBe('unknown');
  });

  it.each([
    [
      'waiting',
      policy([A, B]),
      consent(),
      'Nothing is being collected. Riverside Data Team is asking you.',
      `They ask to record 2 kinds of activity, to find bugs. ${OFF_UNLESS}`,
      ['accept', 'decline', 'choose']
    ],
    [
      'waiting',
      policy([kind('a', { purpose: null })]),
      consent(),
      'Nothing is being collected. Riverside Data Team is asking you.',
      `The request is to record 1 kind of activity, without saying why. ${OFF_UNLESS}`,
      ['decline', 'choose']
    ],
    [
      'waiting',
      policy([A]),
      consent({ a: 'old' }),
      'Nothing is being collected. Riverside Data Team is asking you.',
      `They ask to record 1 kind of activity, to find bugs. ${OFF_UNLESS}`,
      ['accept', 'decline', 'choose']
    ],
    [
      'waiting-required',
      policy([A, MUST]),
      consent(),
      'Only what Riverside Data Team always records is being collected (1 kind). They ask about 1 more.',
      OFF_UNLESS,
      ['accept', 'decline', 'choose']
    ],
    [
      'changed',
      policy([A, B]),
      consent({ a: 'lapsed', b: 'yes' }),
      'Riverside Data Team wants to record more than you agreed to. That part is off until you answer.',
      'New: command name in “Commands you run”. Your other choice stays as it is.',
      ['off', 'accept', 'decline', 'changes']
    ],
    [
      'changed',
      policy([A, B]),
      consent({ a: 'yes', b: 'asked' }),
      'Riverside Data Team wants to record more than you agreed to. That part is off until you answer.',
      'New: “Notebooks opened”. Your other choice stays as it is.',
      ['off', 'accept', 'decline', 'choose']
    ],
    [
      'required',
      policy([MUST]),
      consent(),
      'Riverside Data Team always records 1 kind of activity here. You cannot turn it off.',
      `Reason given: “Security rules, §4.2”. This does not rest on your consent. ${OBJECT} Nothing else is being collected.`,
      ['required', 'contact']
    ],
    [
      'required',
      policy([A, MUST]),
      consent({ a: 'no' }),
      'Riverside Data Team always records 1 kind of activity here. You cannot turn it off.',
      `Reason given: “Security rules, §4.2”. This does not rest on your consent. ${OBJECT} Nothing else is being collected.`,
      ['required', 'contact']
    ],
    [
      'declined',
      policy([A, B]),
      consent({ a: 'no', b: 'no' }),
      'Nothing is being collected. You said no on 2 Nov 2026.',
      'You will not be asked about this again. You can change your mind below.',
      []
    ],
    [
      'partly',
      policy([A, B]),
      consent({ a: 'yes', b: 'no' }),
      '1 of 2 kinds of activity is being recorded for Riverside Data Team.',
      'You chose it on 2 Nov 2026. The other one is off.',
      ['off', 'pause']
    ],
    [
      'on',
      policy([A]),
      consent({ a: 'yes' }),
      '1 kind of activity is being recorded for Riverside Data Team.',
      'You accepted on 2 Nov 2026.',
      ['off', 'pause']
    ],
    [
      'on',
      policy([A, B, MUST]),
      consent({ a: 'yes', b: 'yes' }),
      '3 kinds of activity are being recorded for Riverside Data Team.',
      'You accepted on 2 Nov 2026. Riverside Data Team always records 1 of these; you cannot turn that off.',
      ['off', 'pause']
    ],
    [
      'on',
      policy([A], { operator: { self: true } }),
      consent({ a: 'yes' }),
      '1 kind of activity is being recorded for yourself, on this computer.',
      'You accepted on 2 Nov 2026.',
      ['off', 'pause']
    ],
    [
      'off-here',
      policy([]),
      consent({ a: 'yes' }),
      'Nothing is being collected in this application.',
      'The settings of this application turn everything off.',
      []
    ],
    [
      'temporary',
      policy([A]),
      consent({ a: 'unasked' }, { durable: false }),
      'Nothing is being collected. Your answer could not be kept on this temporary server.',
      'So the answer is no, and you are not asked.',
      []
    ]
  ] as const)('should be %s', (name, given, said, line1, line2, actions) => {
    expect(consentState(given, said, 'ready', words)).toEqual({
      name,
      line1,
      line2,
      actions
    });
  });

  it('should name an operator without a name as such', () => {
    const { line1 } = consentState(
      policy([A], { operator: null }),
      consent(),
      'ready',
      words
    );
    expect(line1).toBe(
      'Nothing is being collected. An operator who has not given a name is asking you.'
    );
  });

  it('should never say that nothing is collected while something is', () => {
    const said = ['yes', 'no', 'lapsed', undefined] as const;
    for (const a of said) {
      for (const b of said) {
        for (const must of [[], [MUST]]) {
          const answers = Object.fromEntries(
            Object.entries({ a, b }).filter(([, answer]) => answer)
          ) as Record<string, 'yes' | 'no' | 'lapsed'>;
          const recorded = a === 'yes' || b === 'yes' || must.length > 0;
          const { line1 } = consentState(
            policy([A, B, ...must]),
            consent(answers),
            'ready',
            words
          );
          if (recorded) {
            expect(line1).not.toContain('Nothing is being collected');
          } else {
            expect(line1).not.toContain('being recorded for');
          }
        }
      }
    }
  });
});
