import type { IRecord } from '@jupyter-eventlog/core';
import { consoleSink, jupyterEventsSink } from '@jupyter-eventlog/sinks';
import { describe, expect, it } from 'vitest';

const RECORD: IRecord = {
  id: '0193f0c2-7c1e-7b3a-9d2f-0123456789ab',
  time: '2026-11-24T10:00:00.123456Z',
  session: 's',
  sequence: 1,
  schema_id: 'https://example.org/schemas/command-executed',
  version: '1',
  data: { command: 'notebook:run' },
  redacted: ['path']
};

describe('consoleSink()', () => {
  it('should write each event as a line, at home', async () => {
    const lines: string[] = [];
    const sink = consoleSink({ write: line => lines.push(line) });
    expect(await sink.send([RECORD, RECORD])).toEqual({ kind: 'delivered' });
    expect(lines.map(line => JSON.parse(line))).toEqual([RECORD, RECORD]);
    expect(sink.thirdParty).toBe(false);
  });
});

describe('jupyterEventsSink()', () => {
  function sink(status: number) {
    const posted: string[] = [];
    const events = jupyterEventsSink({
      now: () => 0,
      post: async body => {
        posted.push(body);
        return {
          status,
          headers: { get: () => '7' },
          json: async () => ({})
        };
      }
    });
    return { events, posted };
  }

  it('should send one at a time, with a time that the server reads', async () => {
    const { events, posted } = sink(204);
    expect(await events.send([RECORD, RECORD])).toEqual({ kind: 'split' });
    expect(posted).toEqual([]);
    expect(await events.send([RECORD])).toEqual({ kind: 'delivered' });
    expect(posted.map(body => JSON.parse(body))).toEqual([
      {
        schema_id: RECORD.schema_id,
        version: '1',
        data: RECORD.data,
        timestamp: '2026-11-24T10:00:00+00:00Z'
      }
    ]);
  });

  it.each([
    [200, 'retry'],
    [302, 'retry'],
    [403, 'retry'],
    [503, 'retry'],
    [400, 'aside']
  ])('should take nothing else for a delivery: %i', async (status, kind) => {
    expect((await sink(status).events.send([RECORD])).kind).toBe(kind);
  });
});
