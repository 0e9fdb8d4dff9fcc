import type { IRecord, ISink, JSONObject } from '@jupyter-eventlog/core';
import type { IDirectOptions } from '@jupyter-eventlog/sinks';
import {
  ga4Sink,
  mixpanelSink,
  otlpSink,
  postHogSink
} from '@jupyter-eventlog/sinks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as rules from './rules';
import type { IReply, Rule } from './services';
import { Service } from './services';

const SESSION = 'a1b2c3d4e5f6';
const DEEP = { a: { b: { c: { d: { e: 'the end' } } } } };
const OK: IReply = { status: 200, body: '{}' };

let number = 0;

function record(data: JSONObject, rest: Partial<IRecord> = {}): IRecord {
  const id = `0193f0c2-7c1e-7b3a-9d2f-${String(++number).padStart(12, '0')}`;
  return {
    id,
    time: '2026-11-24T10:00:00.123456Z',
    session: SESSION,
    sequence: number,
    schema_id: 'https://example.org/schemas/command-executed',
    version: '1',
    data,
    redacted: [],
    ...rest
  };
}

interface IKind {
  readonly rule: Rule;
  readonly success: IReply;
  readonly refusal: IReply;
  readonly most: number;
  readonly make: (url: string, fetch?: IDirectOptions['fetch']) => ISink;
}

const shared = { destination: 'A service', now: () => 0 };

const kinds: { readonly [name: string]: IKind } = {
  otlp: {
    rule: rules.otlp,
    success: { status: 200, body: '{"partialSuccess":{}}' },
    refusal: { status: 400 },
    most: 1000,
    make: (url, fetch) => otlpSink({ ...shared, fetch, url: `${url}/v1/logs` })
  },
  ga4: {
    rule: rules.ga4,
    // Whatever it was sent.
    success: { status: 204 },
    refusal: { status: 204 },
    most: 25,
    make: (url, fetch) =>
      ga4Sink({ ...shared, fetch, url, measurementId: 'G-1', apiSecret: 's' })
  },
  mixpanel: {
    rule: rules.mixpanel,
    success: { status: 200, body: '{"status":1,"error":null}' },
    refusal: { status: 200, body: '{"status":0,"error":"no"}' },
    most: 2000,
    make: (url, fetch) =>
      mixpanelSink({ ...shared, fetch, url, token: 'token' })
  },
  posthog: {
    rule: rules.posthog,
    success: { status: 200, body: '{"status":1}' },
    refusal: { status: 400 },
    most: 1000,
    make: (url, fetch) =>
      postHogSink({ ...shared, fetch, host: url, apiKey: 'key' })
  }
};

describe.each(Object.entries(kinds))('%s', (name, kind) => {
  let service: Service;
  let sink: ISink;

  beforeEach(async () => {
    service = new Service(kind.rule, kind.success, kind.refusal);
    await service.start();
    sink = kind.make(service.url);
  });

  afterEach(() => service.stop());

  const said = (): string => JSON.stringify(service.taken);

  it('should be a third party that is listed by the name of its kind', () => {
    expect(sink).toMatchObject({ name, thirdParty: true, isLast: true });
  });

  it('should deliver what a service takes at once', async () => {
    const batch = Array.from({ length: kind.most }, (_, index) =>
      record({ command: `notebook:run-${index}` })
    );
    expect(await sink.send(batch)).toEqual({ kind: 'delivered' });
    expect(service.problems).toEqual([]);
    expect(said()).toContain('notebook:run-0');
    expect(said()).toContain(`notebook:run-${kind.most - 1}`);
  });

  it('should ask for less, without a request, where it is too much', async () => {
    const batch = Array.from({ length: kind.most + 1 }, () => record({}));
    expect(await sink.send(batch)).toEqual({ kind: 'split' });
    expect(service.requests).toBe(0);
  });

  it('should keep within what the service demands, whatever the data', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`field ${index}.é`, index])
    );
    const awkward = [
      record(wide),
      record(DEEP),
      record({ google_id: 1, error: 'x', '1st': true, 'a-b': null }),
      record({ text: '😀'.repeat(3000), list: Array(400).fill({ a: [1.5] }) }),
      record({ token: 'forged', time: 'forged', $insert_id: 'forged' }),
      record({}, { schema_id: 'https://example.org/schemas/error' }),
      record({}, { schema_id: 'urn:9' }),
      record({ [`long_${'e'.repeat(80)}`]: 1 }, { schema_id: 'l'.repeat(90) })
    ];
    for (const one of awkward) {
      expect(await sink.send([one])).toEqual({ kind: 'delivered' });
    }
    expect(service.problems).toEqual([]);
    expect(service.taken).toHaveLength(awkward.length);
  });

  it('should tell no id that outlives the page, nor any where there is to be none', async () => {
    const other = kind.make(service.url);
    for (const [from, one] of [
      [sink, record({})],
      [sink, record({})],
      [other, record({})],
      [sink, record({}, { session: '', sequence: 0 })],
      [sink, record({}, { session: '', sequence: 0 })]
    ] as const) {
      await from.send([one]);
    }
    const [first, second, third, ...unlinked] = service.taken.map(idsIn);
    if (name === 'otlp') {
      // The operator's own receiver: it gets the session that the policy keeps.
      expect([first, second, ...unlinked]).toEqual([
        [SESSION],
        [SESSION],
        [],
        []
      ]);
      return;
    }
    expect(said()).not.toContain(SESSION);
    expect(first).toHaveLength(1);
    expect(first).toEqual(second);
    expect(first).not.toEqual(third);
    expect(unlinked.every(ids => !ids.includes(first[0]))).toBe(true);
    const told = unlinked.flat().filter(id => id !== '');
    expect(new Set(told).size).toBe(told.length);
  });

  it('should send no cookie and no referrer', async () => {
    const sent: RequestInit[] = [];
    const careful = kind.make(service.url, async (_, init) => {
      sent.push(init);
      return { ...answer(200), text: async () => kind.success.body ?? '' };
    });
    await careful.send([record({})], { keepalive: true });
    expect(sent).toMatchObject([
      { credentials: 'omit', referrerPolicy: 'no-referrer', keepalive: true }
    ]);
  });

  it.each([429, 500, 502, 503, 504, 401, 403, 404])(
    'should hold the batch on %i',
    async status => {
      service.next = { status, headers: { 'Retry-After': '7' } };
      const outcome = await sink.send([record({})]);
      expect(outcome).toMatchObject({ kind: 'retry', after: 7000 });
    }
  );

  it('should split on 413, and set aside on 400', async () => {
    service.next = { status: 413 };
    expect(await sink.send([record({})])).toEqual({ kind: 'split' });
    service.next = { status: 400 };
    expect((await sink.send([record({})])).kind).toBe('aside');
  });

  it('should fail, and not lose anything, where nobody answers', async () => {
    await service.stop();
    await expect(sink.send([record({})])).rejects.toThrow();
    await service.start();
  });
});

describe('ga4', () => {
  it('should say that nothing it sends is confirmed', () => {
    expect(kinds.ga4.make('http://127.0.0.1').confirms).toBe(false);
    expect(kinds.posthog.make('http://127.0.0.1').confirms).not.toBe(false);
  });
});

describe('mixpanel', () => {
  it.each([
    ['{"status":0,"error":"no"}', 'aside'],
    ['<html>', 'retry'],
    ['1', 'retry']
  ])('should read a success that is none: %s', async (body, outcome) => {
    const sink = mixpanelSink({
      ...shared,
      token: 'token',
      fetch: async () => ({ ...answer(200), text: async () => body })
    });
    expect((await sink.send([record({})])).kind).toBe(outcome);
  });
});

describe('otlp', () => {
  const refusing = (count: number, warnings: string[]): ISink =>
    otlpSink({
      ...shared,
      url: 'https://example.org/v1/logs',
      warn: message => warnings.push(message),
      fetch: async () => ({
        ...answer(200),
        text: async () =>
          JSON.stringify({ partialSuccess: { rejectedLogRecords: `${count}` } })
      })
    });

  it('should tell of a part that was refused, and not send it again', async () => {
    const warnings: string[] = [];
    const batch = [record({}), record({})];
    expect(await refusing(1, warnings).send(batch)).toEqual({
      kind: 'delivered'
    });
    expect(warnings).toHaveLength(1);
    expect((await refusing(2, warnings).send(batch)).kind).toBe('aside');
  });

  it('should send all values in their own types', async () => {
    const service = new Service(rules.otlp, OK, OK);
    await service.start();
    await kinds.otlp
      .make(service.url)
      .send([record({ a: 1, b: 1.5, c: [true, null], d: { e: 'f' } })]);
    expect(service.taken).toMatchObject([
      {
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    timeUnixNano: '1795514400123456000',
                    eventName: 'https://example.org/schemas/command-executed',
                    body: {
                      kvlistValue: {
                        values: [
                          { key: 'a', value: { intValue: '1' } },
                          { key: 'b', value: { doubleValue: 1.5 } },
                          {
                            key: 'c',
                            value: {
                              arrayValue: { values: [{ boolValue: true }, {}] }
                            }
                          },
                          {
                            key: 'd',
                            value: {
                              kvlistValue: {
                                values: [
                                  { key: 'e', value: { stringValue: 'f' } }
                                ]
                              }
                            }
                          }
                        ]
                      }
                    }
                  }
                ]
              }
            ]
          }
        ]
      }
    ]);
    await service.stop();
  });
});

function answer(status: number) {
  return { status, headers: { get: () => null }, text: async () => '' };
}

/** Whatever in a request could tell one sender from another. */
function idsIn(body: unknown): string[] {
  const found: string[] = [];
  const look = (value: unknown, key: string): void => {
    if (typeof value === 'object' && value !== null) {
      const { key: name, value: held } = value as JSONObject;
      if (name === 'session.id') {
        found.push(String((held as JSONObject).stringValue));
      }
      Object.entries(value).forEach(([one, inner]) => look(inner, one));
    } else if (key === 'client_id' || key === 'distinct_id') {
      found.push(String(value));
    }
  };
  look(body, '');
  return found;
}
