/**
 * Our OTLP sink against a real OpenTelemetry Collector: what it wrote, a batch
 * that it refuses, and one that waits while it is down. See `make test-collector`.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog } from '@jupyter-eventlog/core';
import { otlpSink } from '@jupyter-eventlog/sinks';

const [COLLECTOR] = process.argv.slice(2);
const ID = 'https://riverside.example/schemas/note-pinned';

const folder = await mkdtemp(join(tmpdir(), 'eventlog-collector-'));
const port = await freePort();
const config = join(folder, 'config.yaml');
await writeFile(
  config,
  `receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:${port}"}}}}
exporters: {debug: {verbosity: detailed}}
service:
  pipelines: {logs: {receivers: [otlp], exporters: [debug]}}
  telemetry: {metrics: {level: none}}
`
);

/** Runs the Collector until it is stopped, and gathers what it writes. */
class Collector {
  written = '';

  async start() {
    this._process = spawn(COLLECTOR, ['--config', config]);
    this._process.stderr.on('data', data => (this.written += data));
    await until(() => this.written.includes('Everything is ready'));
  }

  async stop() {
    this._process.kill('SIGTERM');
    await once(this._process, 'exit');
    this.written = '';
  }
}

const collector = new Collector();
try {
  await collector.start();
  const url = `http://127.0.0.1:${port}/v1/logs`;
  await anEventArrives(url);
  await aRefusedBatchIsSetAside(url);
  await whatWaitsArrives(url);
} finally {
  await collector.stop();
  await rm(folder, { recursive: true });
}

async function anEventArrives(url) {
  const { log, rows } = makeLog(url);
  const time = '2026-11-25T02:03:04.567890Z';
  log.emit(ID, 1, { colour: 'blue', size: 3, wide: true }, { time });
  await log.flush();
  await until(() => collector.written.includes('LogRecord'));
  for (const expected of [
    'EventName: https://riverside.example/schemas/note-pinned',
    'Timestamp: 2026-11-25 02:03:04.56789 +0000 UTC',
    'service.name: Str(jupyter)',
    'Body: Map({"colour":"blue","size":3,"wide":true})'
  ]) {
    assert.ok(
      collector.written.includes(expected),
      `${expected}\n${collector.written}`
    );
  }
  assert.equal(rows.at(-1), 'delivered');
  console.log('ok: an event arrives with its name, time, attributes and body');
}

async function aRefusedBatchIsSetAside(url) {
  // What is no OTLP at all; a receiver answers 400 to that.
  const spoilt = (to, init) =>
    globalThis.fetch(to, { ...init, body: '{"resourceLogs": 1}' });
  const { log, rows } = makeLog(url, spoilt);
  log.emit(ID, 1, { colour: 'blue' });
  await log.flush();
  assert.equal(log.aside.length, 1);
  assert.equal(log.aside[0].reason, 'HTTP 400');
  assert.equal(rows.at(-1), 'refused');
  console.log('ok: a batch that it refuses is set aside');
}

async function whatWaitsArrives(url) {
  const { log, rows } = makeLog(url);
  await collector.stop();
  log.emit(ID, 1, { colour: 'while it was down' });
  await log.flush();
  assert.equal(rows.at(-1), 'waiting');
  assert.equal(log.failing.length, 1);
  await collector.start();
  await log.flush();
  await until(() => collector.written.includes('while it was down'));
  assert.equal(rows.at(-1), 'delivered');
  assert.deepEqual(log.failing, []);
  console.log('ok: what waits while it is down arrives when it is up again');
}

function makeLog(url, fetch = globalThis.fetch) {
  const log = new EventLog({
    sinks: [otlpSink({ url, destination: 'a test', thirdParty: false, fetch })]
  });
  const rows = [];
  log.subscribe(row => rows.push(row.state));
  const property = type => ({ type, categories: ['technical'] });
  log.setPolicy({
    digest: 'd',
    operator: null,
    destinations: [],
    disclosures: {},
    allowed_schemas: { [ID]: { level: 'technical' } },
    schemas: [
      {
        $id: ID,
        version: '1',
        type: 'object',
        properties: {
          colour: property('string'),
          size: property('integer'),
          wide: property('boolean')
        }
      }
    ]
  });
  log.setConsent({ [ID]: true });
  return { log, rows };
}

async function until(isSo) {
  const end = Date.now() + 30_000;
  while (!isSo()) {
    assert.ok(Date.now() < end, 'It did not come to that.');
    await setImmediate();
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: found } = server.address();
  server.close();
  await once(server, 'close');
  return found;
}
