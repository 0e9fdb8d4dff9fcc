import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const SCRIPT = resolve(__dirname, '../../scripts/csp-page.mjs');
const CHECKED =
  'https://jupyter-eventlog.readthedocs.io/schemas/command-executed';
const UNCHECKED = 'https://riverside.example/schemas/unchecked';

interface ILog {
  setPolicy(view: object): void;
  setConsent(granted: object): void;
  emit(schemaId: string, version: number, data: object): void;
  flush(): Promise<void>;
}

test('where a page may compile nothing, what was compiled before checks', async ({
  page
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'eventlog-csp-'));
  await promisify(execFile)('node', [SCRIPT, folder]);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = path === '/' ? 'index.html' : path.slice(1);
    response.setHeader('Content-Security-Policy', "script-src 'self'");
    response.setHeader(
      'Content-Type',
      name.endsWith('.html') ? 'text/html' : 'text/javascript'
    );
    readFile(join(folder, name)).then(
      text => response.end(text),
      () => response.writeHead(404).end()
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => 'log' in window);

  const { canCompile, sent } = await page.evaluate(
    async ([checked, unchecked]) => {
      const { log, sent: events } = window as unknown as {
        log: ILog;
        sent: { data: object }[];
      };
      const schema = (id: string): object => ({
        $id: id,
        version: '1',
        type: 'object',
        properties: {
          command_id: { type: 'string', categories: ['technical'] },
          trigger: { categories: ['technical'] },
          outcome: { categories: ['technical'] }
        }
      });
      log.setPolicy({
        allowed_schemas: {
          [checked]: { level: 'technical' },
          [unchecked]: { level: 'technical' }
        },
        schemas: [schema(checked), schema(unchecked)],
        disclosures: {}
      });
      log.setConsent({ [checked]: true, [unchecked]: true });
      const fine = { trigger: 'menu', outcome: 'failed' };
      log.emit(checked, 1, { command_id: 1, ...fine });
      log.emit(checked, 1, { command_id: 'fine', ...fine });
      log.emit(unchecked, 1, { command_id: 2 });
      await log.flush();
      let compiles = true;
      try {
        new Function('return 1');
      } catch {
        compiles = false;
      }
      return { canCompile: compiles, sent: events.map(one => one.data) };
    },
    [CHECKED, UNCHECKED] as const
  );
  server.close();
  await rm(folder, { recursive: true, force: true });
  expect(canCompile).toBe(false);
  // What has no check here is the server's to judge.
  expect(sent).toEqual([
    { command_id: 'fine', trigger: 'menu', outcome: 'failed' },
    { command_id: 2 }
  ]);
});
