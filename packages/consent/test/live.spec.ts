import type { ILiveRow } from '@jupyter-eventlog/core';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  LiveRows,
  MAX_ROWS,
  filtered,
  kindsOf,
  removedWords,
  rowWords
} from '@jupyter-eventlog/consent/pure';
import type { IStored } from '@jupyter-eventlog/consent/pure';
import { consent, kind, policy, words } from './views';

const KINDS = kindsOf(policy([kind('a')]), consent({ a: 'yes' }));

function heard(id: string, changes: Partial<ILiveRow> = {}): ILiveRow {
  return {
    id,
    schema_id: 'a',
    version: '1',
    data: { command_id: 'notebook:run', nothing: null },
    redacted: [],
    time: '2026-11-02T14:03:22.000000Z',
    sink: 'rest',
    state: 'queued',
    ...changes
  };
}

function stored(id: string, delivery: IStored['delivery']): IStored {
  const capsule = {
    id,
    type: 'a',
    time: '2026-11-02T14:03:22.000000Z',
    origin: 'kernel',
    redacted: ['path', '*'],
    data: { command_id: 'notebook:run' }
  };
  return { capsule, delivery };
}

describe('LiveRows', () => {
  let rows: LiveRows;
  let tell: (() => void)[];
  let told: number;

  beforeEach(() => {
    tell = [];
    told = 0;
    rows = new LiveRows(later => tell.push(later));
    rows.changed.connect(() => told++);
  });

  const states = (): string[] =>
    rows.shown.map(row => rowWords(row, KINDS, words).state);

  it('should say of each place past the server how far a row came', () => {
    rows.hear(heard('1'));
    rows.hear(heard('1', { sink: 'ga', state: 'sending' }));
    rows.hear(heard('1', { sink: 'ga', state: 'sent' }));
    expect(states()).toEqual(['sending · ga: sent, not confirmed']);
    rows.hear(heard('1', { state: 'stored' }));
    rows.hear(heard('1', { sink: 'kafka', state: 'waiting' }));
    rows.take([stored('1', { journal: 'stored' })]);
    expect(states()).toEqual([
      'stored · ga: sent, not confirmed · kafka: waiting'
    ]);
  });

  it('should say nothing of a server where a row goes past it alone', () => {
    rows.hear(heard('1', { sink: 'ga', state: 'queued' }));
    expect(states()).toEqual(['ga: sending']);
    rows.hear(heard('1', { sink: 'ga', state: 'sent' }));
    expect(states()).toEqual(['ga: sent, not confirmed']);
  });

  it('should show a record once whose session is dropped, under whatever name', () => {
    const data = { command_id: 'notebook:run', path: 'a.ipynb' };
    const twin = (id: string): IStored => ({
      capsule: {
        ...stored(id, {}).capsule,
        origin: 'frontend',
        data: { ...data, path: '0123456789abcdef0123456789abcdef' }
      },
      delivery: { journal: 'stored' }
    });
    rows.hear(heard('1', { data }));
    rows.hear(heard('2', { data }));
    rows.take([twin('other 2'), twin('other 1')]);
    rows.hear(heard('1', { data, state: 'waiting' }));
    rows.take([twin('other 2'), twin('other 1')]);
    expect(rows.shown.map(({ id }) => id)).toEqual(['other 1', 'other 2']);
    expect(states()).toEqual(['stored', 'stored']);
    rows.take([twin('other 3')]);
    expect(rows.shown).toHaveLength(3);
  });

  it('should follow a row until the server has it', () => {
    rows.hear(heard('1'));
    expect(states()).toEqual(['sending']);
    rows.hear(heard('1', { state: 'waiting' }));
    expect(states()).toEqual(['waiting (offline)']);
    rows.take([stored('1', { journal: 'stored', warehouse: 'waiting' })]);
    expect(states()).toEqual(['delivered to 1 of 2']);
    rows.take([stored('1', { journal: 'stored', warehouse: 'delivered' })]);
    rows.hear(heard('1', { state: 'stored', status: 'stored' }));
    expect(states()).toEqual(['stored']);
    expect(rows.shown[0].record).toEqual(stored('1', {}).capsule);
    expect(rows.shown[0].from).toBe('here');
  });

  it.each([
    ['no-consent', 'not sent: you turned this off'],
    ['not-allowed', 'not sent: not allowed here'],
    ['invalid', 'refused: does not fit its description']
  ] as const)('should say what %s means', (status, state) => {
    rows.hear(heard('1', { state: 'refused', status }));
    expect(states()).toEqual([state]);
  });

  it('should say that a preview is none, and goes nowhere', () => {
    rows.hear(heard('1'), true);
    expect(rowWords(rows.shown[0], KINDS, words)).toMatchObject({
      state: 'preview, not recorded',
      to: ''
    });
  });

  it('should show what others sent, oldest first', () => {
    rows.hear(heard('2'));
    rows.take([stored('4', {}), stored('3', {})]);
    expect(rows.shown.map(({ id }) => id)).toEqual(['2', '3', '4']);
    expect(rowWords(rows.shown[1], KINDS, words).from).toBe('a kernel');
  });

  it('should name what was removed, and never say what it was', () => {
    rows.take([stored('1', {})]);
    expect(removedWords(rows.shown[0], words)).toBe(
      'Removed before it was stored: path and 1 more.'
    );
  });

  it('should keep still while it is frozen or has the focus', () => {
    rows.hear(heard('1'));
    rows.freeze(true);
    rows.hear(heard('2'));
    expect([rows.shown.length, rows.unseen]).toEqual([1, 1]);
    rows.take([stored('1', { journal: 'stored' })]);
    expect(states()).toEqual(['stored']);
    rows.hold(true);
    rows.freeze(false);
    expect(rows.shown).toHaveLength(1);
    rows.hold(false);
    expect([rows.shown.length, rows.unseen]).toEqual([2, 0]);
  });

  it('should tell many rows at once', () => {
    for (let i = 0; i < 100; i++) {
      rows.hear(heard(String(i)));
    }
    expect(tell).toHaveLength(1);
    tell[0]();
    expect(told).toBe(1);
  });

  it('should hold the newest rows, and still know them', () => {
    for (let i = 0; i < 3 * MAX_ROWS; i++) {
      rows.hear(heard(String(i)));
    }
    expect(rows.shown.length).toBeLessThan(MAX_ROWS * 1.1);
    const last = String(3 * MAX_ROWS - 1);
    rows.take([stored(last, { journal: 'stored' })]);
    expect(rows.shown[rows.shown.length - 1].delivery).not.toBeNull();
  });

  it('should find rows by their words and by their record', () => {
    rows.hear(heard('1'));
    rows.hear(heard('2', { data: { command_id: 'other' } }));
    const found = (text: string): string[] =>
      filtered(rows.shown, text, KINDS, words).map(({ id }) => id);
    expect(found('NOTEBOOK')).toEqual(['1']);
    expect(found('commands you run')).toEqual(['1', '2']);
    expect(found('nowhere')).toEqual([]);
  });

  it('should forget everything when nobody looks any more', () => {
    rows.hear(heard('1'));
    rows.freeze(true);
    rows.clear();
    expect([rows.shown.length, rows.isFrozen]).toEqual([0, false]);
  });
});
