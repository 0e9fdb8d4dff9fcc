import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIBRARIES } from './libraries.mjs';
import { Page, bundlePages, openBrowser } from './pages.mjs';
import { Server } from './server.mjs';
import { row } from './table.mjs';

const { schema } = JSON.parse(
  readFileSync(new URL('../event.json', import.meta.url), 'utf8')
);
const BURSTS = 5;
const BURST = 1000;
const EMITS_WHILE_OFF = 100_000;

/** 20 a second for eight seconds, and then until the slowest library has sent its last. */
const PACED = { count: 160, interval: 50, rest: 6000 };

/**
 * What an event costs in time, beside the same event in other libraries.
 *
 * Each round opens every library in a fresh page, one after the other, beginning
 * with another one; what disturbs the machine for a while disturbs them all.
 */
export async function measureTime({ rounds, only }) {
  const names = Object.keys(LIBRARIES).filter(
    one => only?.includes(one) ?? true
  );
  const all = ['nothing', ...names];
  const folder = mkdtempSync(join(tmpdir(), 'eventlog-pages-'));
  await bundlePages(folder, all, schema);
  const server = await Server.start(folder);
  const browser = await openBrowser();
  const found = Object.fromEntries(all.map(name => [name, {}]));
  try {
    for (let round = 0; round < rounds; round++) {
      const order = all.map((_, one) => all[(one + round) % all.length]);
      for (const name of order) {
        console.error(`round ${round + 1} of ${rounds}: ${name}`);
        await measureOne(browser, server, name, found[name]);
      }
    }
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return rowsOf(found);
}

/** One round of one library, noted in `found`. */
async function measureOne(browser, server, name, found) {
  const note = (measurement, ...values) =>
    (found[measurement] ??= []).push(...values);
  const page = await Page.open(browser, server, name);
  note('parse', await page.run('parse', 20_000));
  const before = server.taken(name);
  for (let burst = 0; burst < BURSTS; burst++) {
    note('burst', await page.run('burst', BURST));
    await page.run('flush');
    await arrived(server, name, before + (burst + 1) * BURST);
  }
  await page.close();
  note(
    'task',
    await paced(browser, server, name, one => note('paced', ...one))
  );
  server.refuses = true;
  note('task503', await paced(browser, server, name, () => undefined));
  server.refuses = false;
  const off = await Page.open(browser, server, name, { off: true });
  if (off.isStarted) {
    await off.run('burst', EMITS_WHILE_OFF);
    note('off', await off.run('burst', EMITS_WHILE_OFF));
  }
  await off.close();
}

/** µs of main thread that an event costs in all, with the loop that emits it. */
async function paced(browser, server, name, note) {
  const page = await Page.open(browser, server, name);
  const before = server.taken(name);
  const begin = await page.worked();
  note(await page.run('paced', PACED.count, PACED.interval));
  await new Promise(resolve => setTimeout(resolve, PACED.rest));
  const worked = (await page.worked()) - begin;
  if (!server.refuses) {
    await page.run('flush');
    await arrived(server, name, before + PACED.count);
  }
  await page.close();
  return (worked * 1e6) / PACED.count;
}

async function arrived(server, name, count) {
  if (name !== 'nothing') {
    await server.until(name, count);
  }
}

function rowsOf({ nothing, ours, ...peers }) {
  const compare = (name, unit, goal, value) =>
    row(name, unit, value(ours), goal, named(peers, value));
  const beside = key => found => median(found[key]) - median(nothing[key]);
  const parses = [nothing, ours, ...Object.values(peers)].flatMap(
    ({ parse }) => parse
  );
  console.log(
    `json_parse_us ${median(parses).toFixed(2)}, from ${Math.min(...parses).toFixed(2)} to ${Math.max(...parses).toFixed(2)}: ` +
      'the same work each time; where it differs the machine did something else'
  );
  return [
    compare('emit_burst_us', 'µs', 15, ({ burst }) => median(burst)),
    compare('emit_paced_p50_us', 'µs', 100, one => median(one.paced)),
    compare('emit_paced_p99_us', 'µs', 300, one => quantile(one.paced, 0.99)),
    compare('main_thread_us', 'µs an event', 250, beside('task')),
    compare('main_thread_503_us', 'µs an event', 250, beside('task503')),
    compare('disabled_us', 'µs', 0.2, ({ off }) => off && median(off))
  ];
}

function named(peers, value) {
  return Object.fromEntries(
    Object.entries(peers).flatMap(([key, found]) => {
      const one = value(found);
      return one === undefined ? [] : [[LIBRARIES[key].name, one]];
    })
  );
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
