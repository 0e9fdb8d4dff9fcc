import type { IDecision, IDestination } from '@jupyter-eventlog/core';
import { describe, expect, it } from 'vitest';
import type { IKind } from '@jupyter-eventlog/consent/pure';
import {
  found,
  groupsOf,
  kindsOf,
  operatorOf,
  outsideOf
} from '@jupyter-eventlog/consent/pure';
import { ANALYTICS, HERE, consent, kind, policy, words } from './views';

const PLAN = { id: 'plan', title: 'Plan capacity', why: 'To buy enough.' };
const BARE: IDestination = {
  ...HERE,
  name: 'handler',
  destination: 'Unknown destination: a Shipper log handler',
  third_party: true,
  unknown: true
};
const VIEW = policy([
  kind('a'),
  kind('b', { purpose: PLAN, destinations: [HERE, ANALYTICS] }),
  kind('c', {
    purpose: PLAN,
    title: 'Notebooks opened',
    fields: [
      {
        path: 'path',
        title: 'File names',
        description: '',
        categories: ['user-content'],
        transform: 'extension',
        types: ['string'],
        names: []
      }
    ]
  }),
  kind('d', { purpose: null })
]);
const KINDS = kindsOf(
  VIEW,
  consent({ a: 'yes', b: 'yes', c: 'no', d: 'asked' })
);
const ids = (kinds: readonly IKind[]): string[] => kinds.map(({ id }) => id);

describe('groupsOf', () => {
  it('should put kinds under their purposes, and those without one last', () => {
    const groups = groupsOf(KINDS, words);
    expect(groups.map(one => [one.id, ids(one.kinds)])).toEqual([
      ['improve', ['a']],
      ['plan', ['b', 'c']],
      [null, ['d']]
    ]);
  });

  it('should say what is on, and Mixed only where it is', () => {
    const groups = groupsOf(KINDS, words);
    expect(groups.map(one => [one.state, one.summary])).toEqual([
      ['on', '1 kind, 1 on'],
      ['mixed', '2 kinds, 1 on'],
      ['off', '1 kind, 0 on']
    ]);
  });

  it('should write large numbers as the language does', () => {
    const many = Array.from({ length: 1204 }, (_, n) => ({
      ...KINDS[0],
      id: String(n)
    }));
    expect(groupsOf(many, words)[0].summary).toBe('1,204 kinds, 1,204 on');
  });
});

describe('found', () => {
  it.each([
    ['notebooks', ['c']],
    ['FILE names', ['c']],
    ['ending', ['c']],
    ['write or name', ['c']],
    ['google', ['b']],
    ['capacity', ['b', 'c']],
    ['no purpose', ['d']],
    ['nowhere to be found', []]
  ])('should find by word, field, category or destination: %s', (text, all) => {
    expect(ids(found(KINDS, text, 'all', words))).toEqual(all);
  });

  it('should narrow to what is on, off, changed or leaves', () => {
    const changed = kindsOf(
      VIEW,
      consent({ a: 'lapsed', b: 'yes', c: 'no', d: 'asked' })
    );
    expect(ids(found(KINDS, '', 'on', words))).toEqual(['a', 'b']);
    expect(ids(found(KINDS, '', 'off', words))).toEqual(['c', 'd']);
    expect(ids(found(changed, '', 'changed', words))).toEqual(['a']);
    expect(ids(found(KINDS, '', 'leaves', words))).toEqual(['b']);
  });
});

describe('outsideOf', () => {
  const operator = operatorOf(VIEW, words);
  const withOff = (off: string[]): IKind[] =>
    kindsOf(
      policy([kind('a', { destinations: [HERE, ANALYTICS, BARE] })]),
      consent({ a: 'yes' }, { kinds: { a: decision(off) } })
    );

  it('should give each place outside a switch, and none to the operator', () => {
    expect(outsideOf(withOff(['handler']), operator, words)).toMatchObject([
      { name: 'ga', on: true, unknown: false },
      { name: 'handler', on: false, unknown: true }
    ]);
  });

  it('should keep the mark of what is off', () => {
    const lines = outsideOf(withOff(['ga', 'handler']), operator, words);
    expect(lines.map(({ line }) => line)).toEqual([
      '↗ Google Analytics (Google LLC, USA): Off',
      '↗ Unknown destination: a Shipper log handler. Riverside Data Team has not said where it leads. It gets nothing unless you turn it on.'
    ]);
  });
});

function decision(off_destinations: string[]): IDecision {
  return {
    status: 'on',
    ground: 'yes',
    time: '2026-11-02T10:00:00.000000Z',
    record: 'r',
    wider: [],
    lapsed: null,
    off_destinations
  };
}
