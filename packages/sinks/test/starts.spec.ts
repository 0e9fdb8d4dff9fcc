import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/javascript.md'), 'utf8');

/** The lines of the page under a heading. */
function start(heading: string): string {
  const [, after] = PAGE.split(`## ${heading}\n`);
  return /```[a-z]+\n([\s\S]*?)```/.exec(after)![1];
}

// Beside the packages, so that their names lead to what was built.
describe('the first event of docs/javascript.md', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(ROOT, 'packages/sinks/.test-starts-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('should be written by a Node program, and only what is allowed', async () => {
    const { stdout } = await run('node', [
      written('job.mjs', start('A Node program'))
    ]);
    const [line] = stdout.trim().split('\n');
    expect(JSON.parse(line)).toMatchObject({ data: { seconds: 3 } });
    expect(stdout).not.toContain('never recorded');
  });

  it('should be sent by a page', async () => {
    const file = written(
      'page.mjs',
      `${start('A web page of a Jupyter server')}
const ID = 'https://example.org/schemas/chart-drawn';
const properties = { kind: { type: 'string', categories: ['technical'] } };
const policy = {
  allowed_schemas: { [ID]: { level: 'technical' } },
  schemas: [{ $id: ID, version: '1', type: 'object', properties }],
  disclosures: {}
};
const ask = async (path, { body } = {}) => {
  if (path === 'policy') return { json: async () => policy };
  console.log(body);
  const results = JSON.parse(body).events.map(() => ({ status: 'stored' }));
  return { status: 200, headers: { get: () => null }, json: async () => ({ results }) };
};
const log = await start(ask, { [ID]: true });
log.emit(ID, 1, { kind: 'bar' });
await log.flush();`
    );
    const { stdout } = await run('node', [file]);
    expect(JSON.parse(stdout).events).toMatchObject([
      { data: { kind: 'bar' } }
    ]);
  });

  it('should compile in an extension', async () => {
    const file = written('plugin.ts', start('A JupyterLab extension'));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options =
      '--strict --noEmit --skipLibCheck --target es2022 --module esnext --moduleResolution bundler';
    await run('node', [tsc, ...options.split(' '), file]);
  });
});
