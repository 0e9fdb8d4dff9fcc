import type { IRecord } from '@jupyter-eventlog/core';
import { restSink } from '@jupyter-eventlog/sinks';
import { describe, expect, it } from 'vitest';

const RECORD = { id: '1', data: {} } as unknown as IRecord;
const STORED = { results: [{ status: 'stored' }] };

function sink(status: number, body: unknown = {}, retryAfter?: string) {
  const posted: [string, boolean][] = [];
  const rest = restSink({
    now: () => 0,
    post: async (text, { keepalive }) => {
      posted.push([text, keepalive]);
      return {
        status,
        headers: { get: () => retryAfter ?? null },
        json: async () => body
      };
    }
  });
  return { rest, posted };
}

describe('restSink()', () => {
  it('should post the batch, whose it is and the report where there are any', async () => {
    const { rest, posted } = sink(200, STORED);
    const report = [
      { session: 's', ranges: [[1, 2]], reason: 'full' }
    ] as const;
    await rest.send([RECORD]);
    await rest.send([RECORD], { report: report as never, keepalive: true });
    await rest.send([RECORD], { person: 'p' });
    expect(JSON.parse(posted[0][0])).toEqual({ events: [RECORD] });
    expect(JSON.parse(posted[1][0])).toEqual({ events: [RECORD], report });
    expect(JSON.parse(posted[2][0])).toEqual({ events: [RECORD], person: 'p' });
    expect(posted.map(([, keepalive]) => keepalive)).toEqual([
      false,
      true,
      false
    ]);
  });

  it('should take a verdict for each event for a delivery, and nothing else', async () => {
    const good = await sink(200, STORED).rest.send([RECORD]);
    expect(good).toEqual({ kind: 'delivered', results: STORED.results });
    for (const body of [
      null,
      {},
      { results: [] },
      { results: [{ status: 'fine' }] },
      { results: [{}, {}] }
    ]) {
      const outcome = await sink(200, body).rest.send([RECORD]);
      expect(outcome.kind).toBe('retry');
    }
  });

  it.each([
    401, 403, 404, 408, 409, 424, 425, 429, 500, 502, 503, 504, 302, 418
  ])('should hold the batch on %i', async status => {
    expect((await sink(status).rest.send([RECORD])).kind).toBe('retry');
  });

  it.each([400, 415])('should set it aside on %i', async status => {
    expect((await sink(status).rest.send([RECORD])).kind).toBe('aside');
  });

  it('should split it on 413', async () => {
    expect((await sink(413).rest.send([RECORD])).kind).toBe('split');
  });

  it.each([
    ['7', 7000],
    ['Thu, 01 Jan 1970 00:00:09 GMT', 9000],
    ['soon', undefined]
  ])('should read Retry-After: %s', async (header, after) => {
    const outcome = await sink(503, {}, header).rest.send([RECORD]);
    expect(outcome).toMatchObject({ kind: 'retry', after });
  });
});
