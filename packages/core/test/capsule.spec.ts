import type { IStamp } from '@jupyter-eventlog/core';
import { capsule, parsePolicy } from '@jupyter-eventlog/core';
import { code } from '@jupyter-eventlog/core/hash';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';
const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map(one => String(one).padStart(2, '0'));
const finer = fc
  .tuple(two(59), two(59), fc.integer({ min: 0, max: 999_999 }))
  .map(
    ([minute, second, digits]) =>
      `:${minute}:${second}.${String(digits).padStart(6, '0')}Z`
  );

function made(
  precision: string,
  time: string,
  now: string,
  session: string
): object {
  const policy = { capsule: { time: precision, session: 'drop' } };
  const entry = parsePolicy({ allowed_schemas: { [ID]: policy } }).entry(ID)!;
  const stamp: IStamp = {
    source: 'journal',
    origin: 'frontend',
    policy: 'digest',
    sessionKey: new Uint8Array(32),
    userKey: new Uint8Array(32),
    code,
    user: 'ada',
    baseUrl: null,
    now: () => now,
    newId: () => 'version 7',
    newRandomId: () => 'version 4'
  };
  const draft = { schema_id: ID, version: '1', data: {}, redacted: [], time };
  return capsule(
    { draft: { ...draft, id: time + now, session }, entry },
    stamp
  );
}

describe('capsule', () => {
  it('should leave nothing finer than an hour', () => {
    fc.assert(
      fc.property(two(23), finer, finer, (hour, one, other) => {
        const start = `2026-11-24T${hour}`;
        const first = made('hour', start + one, start + other, 'a');
        expect(first).toEqual(made('hour', start + other, start + one, 'b'));
        expect(first).toMatchObject({
          id: 'version 4',
          time: `${start}:00:00.000000Z`,
          receivedtime: `${start}:00:00.000000Z`
        });
      })
    );
  });

  it('should leave nothing finer than a day', () => {
    fc.assert(
      fc.property(two(23), two(23), finer, (one, other, rest) => {
        const [morning, night] = [one, other].map(
          hour => `2026-11-24T${hour}${rest}`
        );
        const first = made('day', morning, night, 'a');
        expect(first).toEqual(made('day', night, morning, 'b'));
        expect(first).toMatchObject({ time: '2026-11-24T00:00:00.000000Z' });
      })
    );
  });
});
