import { NO_TOOLS, loadTools } from '@jupyter-eventlog/core';
import type { IRequest } from '@jupyter-eventlog/telemetry';
import { Telemetry } from '@jupyter-eventlog/telemetry';
import { describe, expect, it } from 'vitest';

const ID = 'https://example.org/a';

/** A server that allows one kind, and notes what it is sent. */
function server(status: string, asked: string[]): IRequest {
  const policy = {
    digest: 'd',
    allowed_schemas: { [ID]: { level: 'technical', sinks: ['warehouse'] } },
    schemas: [
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: ID,
        version: '1',
        title: 'A',
        description: 'A.',
        type: 'object',
        properties: {
          name: {
            title: 'Name',
            description: 'A name.',
            type: 'string',
            categories: ['technical']
          },
          path: {
            title: 'Path',
            description: 'A path.',
            type: 'string',
            categories: ['user-content']
          }
        }
      }
    ],
    disclosures: { [ID]: { digest: 'x', fields: [], removed: [] } },
    destinations: []
  };
  const consent = { kinds: { [ID]: { status } }, prompt: false, durable: true };
  const note = async (line: string, answer: unknown): Promise<unknown> => {
    asked.push(line);
    return answer;
  };
  return {
    get: path => note(path, path === 'policy' ? policy : consent),
    put: path => note(path, consent),
    delete: path => note(path, {}),
    download: async () => new Blob(),
    post: async path => {
      asked.push(path);
      return new Response(JSON.stringify({ results: [{ status: 'stored' }] }));
    }
  };
}

describe('a preview', () => {
  const make = async (
    status: string,
    tools = loadTools
  ): Promise<[Telemetry, string[], object[]]> => {
    const asked: string[] = [];
    const request = server(status, asked);
    const telemetry = new Telemetry({
      enabled: true,
      request,
      eventlog: { tools }
    });
    const rows: object[] = [];
    telemetry.previewed.connect((_, { data, redacted }) =>
      rows.push({ data, redacted })
    );
    await telemetry.refresh();
    return [telemetry, asked, rows];
  };

  it('should show what would be recorded, and send nothing', async () => {
    const [telemetry, asked, rows] = await make('off');
    const looking = telemetry.preview();
    expect(telemetry.isEnabled(ID)).toBe(true);
    telemetry.emit(ID, 1, { name: 'x', path: '/home/ada/secret' });
    await expect
      .poll(() => rows)
      .toEqual([{ data: { name: 'x' }, redacted: ['path'] }]);
    await telemetry.flush({ keepalive: true });
    looking.dispose();
    expect(telemetry.isEnabled(ID)).toBe(false);
    telemetry.emit(ID, 1, { name: 'y' });
    expect(rows).toHaveLength(1);
    expect(asked).toEqual(['policy', 'consent']);
  });

  it('should not show what is recorded', async () => {
    const [telemetry, , rows] = await make('on');
    telemetry.preview();
    telemetry.emit(ID, 1, { name: 'x' });
    await telemetry.flush();
    expect(rows).toEqual([]);
  });

  it('should show nothing that it cannot check', async () => {
    const [telemetry, , rows] = await make('off', async () => NO_TOOLS);
    telemetry.preview();
    telemetry.emit(ID, 1, { name: 'x' });
    await telemetry.flush();
    expect(rows).toEqual([]);
  });

  it('should last until the last one looks away', async () => {
    const [telemetry] = await make('off');
    const [first, second] = [telemetry.preview(), telemetry.preview()];
    first.dispose();
    first.dispose();
    expect(telemetry.isEnabled(ID)).toBe(true);
    second.dispose();
    expect(telemetry.isEnabled(ID)).toBe(false);
  });

  it('should count what the page sends where it is sent', async () => {
    const [telemetry] = await make('on');
    const before = telemetry.traffic.bytes;
    telemetry.emit(ID, 1, { name: 'x' });
    await telemetry.flush();
    expect(telemetry.traffic.requests).toBe(3);
    expect(telemetry.traffic.bytes - before).toBeGreaterThan(100);
  });
});
