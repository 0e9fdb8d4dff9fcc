import { describe, expect, it } from 'vitest';
import { kindsOf, shortAnswers } from '@jupyter-eventlog/consent/pure';
import { consent, kind, policy, PURPOSE, words } from './views';

const OPERATOR = {
  name: 'Riverside',
  inline: 'Riverside',
  beneficiary: 'Riverside',
  contact: null,
  self: false,
  named: true
};
const field = kind('a').fields[0];

function answersTo(...disclosures: ReturnType<typeof kind>[]) {
  const kinds = kindsOf(policy(disclosures), consent());
  return Object.fromEntries(
    shortAnswers(kinds, OPERATOR, words).map(one => [
      one.question,
      `${one.basis}: ${one.answer}`
    ])
  );
}

describe('shortAnswers()', () => {
  it('should say what is never recorded, and what nobody has said', () => {
    expect(answersTo(kind('a'))).toEqual({
      'Your code, text and file names': 'checked: never recorded',
      'Your name': 'checked: never recorded',
      'What could point to you': 'checked: never recorded',
      'Kept here': 'checked: 90 days, then deleted',
      'Stored at': 'checked: this server',
      'Seen by': 'stated: Riverside has not said',
      'Used to assess you': 'stated: Riverside has not said'
    });
  });

  it('should name each field that is kept, and how', () => {
    const file = {
      ...field,
      title: 'File',
      categories: ['user-content'],
      transform: 'extension'
    };
    const answers = answersTo(kind('a', { fields: [file], user: 'hash' }));
    expect(answers).toMatchObject({
      'Your code, text and file names': 'checked: File: file ending only',
      'Your name': 'checked: replaced by a code'
    });
  });

  it('should not call a field harmless that nobody has sorted', () => {
    const answers = answersTo(
      kind('a', { fields: [{ ...field, categories: ['unclassified'] }] })
    );
    expect(answers['Not sorted by its author']).toBe(
      'checked: Command name: as it is'
    );
  });

  it('should give what the operator states as stated', () => {
    const purpose = { ...PURPOSE, seen_by: '4 people', used_to_assess: 'no' };
    expect(answersTo(kind('a', { purpose }))).toMatchObject({
      'Seen by': 'stated: 4 people',
      'Used to assess you': 'stated: no'
    });
  });

  it('should give every retention and destination', () => {
    const answers = answersTo(
      kind('a', { retention: '1d' }),
      kind('b', { retention: null })
    );
    expect(answers['Kept here']).toBe(
      'checked: 1 day, then deleted; until somebody deletes it'
    );
  });
});
