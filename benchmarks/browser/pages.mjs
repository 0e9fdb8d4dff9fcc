import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@jupyter-eventlog/schema-tools';
import { chromium } from 'playwright-core';
import { bundle } from './bundle.mjs';

const SOURCES = fileURLToPath(new URL('pages/', import.meta.url));

/**
 * Bundle the page of each library into a folder of its name; ours has the check
 * that our generator compiles of a schema.
 */
export async function bundlePages(folder, names, schema) {
  const check = join(folder, 'check.ts');
  writeCheck(check, schema);
  for (const name of names) {
    mkdirSync(join(folder, name));
    await bundle(
      join(folder, name),
      `export { start } from ${JSON.stringify(`${SOURCES}${name}.mjs`)};
       export { drive } from ${JSON.stringify(`${SOURCES}drive.mjs`)};`,
      { check }
    );
  }
}

function writeCheck(file, schema) {
  const files = Object.entries(generate(schema));
  const [, text] = files.find(([name]) => name.endsWith('.check.ts'));
  writeFileSync(file, text);
}

/** A browser that finds nobody but this machine. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
    ]
  });
}

/** A library in a page and a profile of its own, and what its main thread does. */
export class Page {
  /** Open it, with the library started or, with `off`, told to take nothing. */
  static async open(browser, server, library, { off = false } = {}) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const strangers = [];
    context.on('request', request => {
      if (
        !/^(data|blob):/.test(request.url()) &&
        new URL(request.url()).origin !== server.origin
      ) {
        strangers.push(request.url());
      }
    });
    await page.goto(`${server.origin}/pages/${library}/`);
    const isStarted = await page.evaluate(
      async ([script, options]) => {
        const { start, drive } = await import(script);
        const started = await start(options);
        globalThis.bench = started && drive(started);
        return started !== null && crossOriginIsolated;
      },
      [`/pages/${library}/main.mjs`, { off, origin: server.origin }]
    );
    const session = await context.newCDPSession(page);
    // What other processes take from this one does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Page(context, page, session, strangers, isStarted);
  }

  constructor(context, page, session, strangers, isStarted) {
    this._context = context;
    this._page = page;
    this._session = session;
    this._strangers = strangers;
    this.isStarted = isStarted;
  }

  /** Run one of the measurements of `drive.mjs`. */
  run(name, ...values) {
    return this._page.evaluate(
      ([one, some]) => bench[one](...some),
      [name, values]
    );
  }

  /** Seconds that the main thread has worked so far. */
  async worked() {
    const { metrics } = await this._session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  }

  /** Close; throws if the page has asked for anything but this machine. */
  async close() {
    await this._context.close();
    if (this._strangers.length > 0) {
      throw new Error(`a page asked for ${this._strangers[0]}`);
    }
  }
}
