import { describe, expect, it } from 'vitest';
import {
  DataModel,
  dataWords,
  dayTotals,
  kindsOf,
  operatorOf,
  reachWords
} from '@jupyter-eventlog/consent/pure';
import type { DataState, IOutlook } from '@jupyter-eventlog/consent/pure';
import { consent, kind, policy, words } from './views';

const LAKE = {
  name: 'lake',
  destination: 'Our lake',
  third_party: false,
  run_by: 'Riverside IT',
  country: null,
  unknown: false
};
const RULES = policy([kind('a', { destinations: [LAKE] })]);
const KINDS = kindsOf(RULES, consent({ a: 'yes' }));
const OUTLOOK: IOutlook = {
  total: 1204,
  days: [
    { day: '2026-09-12', schema_id: 'a', records: 1200 },
    { day: '2026-11-02', schema_id: 'a', records: 3 },
    { day: '2026-11-02', schema_id: 'gone', records: 1 }
  ],
  reach: [],
  unreadable: []
};

function known(changes: object = {}, outlook = OUTLOOK): DataState {
  const page = {
    records: [],
    next: null,
    total: 1204,
    oldest: '2026-09-12T08:00:00.000000Z',
    newest: '2026-11-02T14:03:00.000000Z',
    erasures: [],
    ...changes
  };
  return { page, outlook };
}

describe('dataWords', () => {
  const said = (state: DataState, kinds = KINDS): string =>
    dataWords(state, kinds, words).join(' ');

  it('should say how many there are, from when, and when they go', () => {
    expect(said(known())).toMatch(
      /^1,204 records about you, from 12 Sep 2026 to 2 Nov 2026, \d\d:03\. The oldest are deleted on 11 Dec 2026\.$/
    );
  });

  it('should say that there are none', () => {
    const none = known(
      { total: 0, oldest: null, newest: null },
      { ...OUTLOOK, total: 0, days: [] }
    );
    expect(said(none)).toBe('No records about you.');
  });

  it('should say that nobody can tell whose they are, and when all go', () => {
    expect(said('not-linked')).toBe(
      'Records here carry no name or code, so nobody can tell which are yours. They cannot be shown or deleted one by one. All are deleted after 90 days.'
    );
    const others = kindsOf(
      policy([kind('a'), kind('b', { retention: '30d' })]),
      consent()
    );
    expect(said('not-linked', others)).not.toContain('90 days');
  });

  it('should not say "none" of what cannot be read or is not known', () => {
    expect(
      said(known({ total: 0, oldest: null }, { ...OUTLOOK, unreadable: ['x'] }))
    ).toContain('cannot be read');
    expect(said('silent')).toContain('does not say');
  });
});

describe('reachWords', () => {
  const said = (erasure: string, records: number | null = 980): string =>
    reachWords(
      [{ destination: 'lake', erasure, records }],
      KINDS,
      operatorOf(RULES, words),
      words
    )[0];

  it.each([
    ['deleted', 'Deleted now: 980 on this server.'],
    [
      'on-request',
      'Deleted on request: 980 at Our lake, run by Riverside IT. Ask dpo@riverside.example.'
    ],
    [
      'no',
      'Not reachable: 980 at Our lake, run by Riverside IT. Ask dpo@riverside.example.'
    ],
    [
      'cancelled',
      'Never sent: 980 that wait for Our lake, run by Riverside IT.'
    ]
  ])('should promise no more than %s', (erasure, text) => {
    expect(said(erasure)).toBe(text);
  });

  it('should not promise what a newer server means by another word', () => {
    expect(said('new-word')).toContain('Not reachable');
    expect(said('unreadable', null)).toContain('cannot be read');
  });
});

describe('dayTotals', () => {
  it('should add up the kinds of a day', () => {
    expect(dayTotals(OUTLOOK)).toEqual([
      ['2026-09-12', 1200],
      ['2026-11-02', 4]
    ]);
  });
});

describe('DataModel', () => {
  it('should say that the server is silent, and list nothing', async () => {
    const down = async (): Promise<never> => {
      throw new Error('down');
    };
    const model = new DataModel({
      page: down,
      outlook: down,
      erase: down,
      export: down,
      receipts: down
    });
    const { warn } = console;
    console.warn = () => undefined;
    await model.load();
    console.warn = warn;
    expect([model.state, model.listed]).toEqual(['silent', []]);
  });
});
