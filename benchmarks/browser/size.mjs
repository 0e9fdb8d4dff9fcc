import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, gzipped } from './bundle.mjs';
import { LIBRARIES } from './libraries.mjs';

const SOURCES = fileURLToPath(new URL('pages/', import.meta.url));

/** What a page writes that gets its policy from a server. */
const PAGE = `
import { EventLog } from '@jupyter-eventlog/core';
import { restSink } from '@jupyter-eventlog/sinks';
export const start = post => new EventLog({ sinks: [restSink({ post })] });
`;

/** Modules by which chunks are known that not every collecting page loads. */
const OPTIONAL = {
  // The server checks events too.
  validators: /\/(ajv|validate)\.(ts|js)( |$)/,
  // For policies under which events may lie on the device.
  journal: /\/journal\/keep\.(ts|js)( |$)|\/idb\//,
  // For policies that sample, and sinks behind which nobody filters.
  hashes: /@noble\/hashes|\/hash\.ts$/
};

/**
 * Bytes of core and the REST sink as a consumer's bundler makes them, after
 * gzip: what a page loads at once, what it loads when something may first be
 * collected, and what only some pages load then.
 */
export async function measureSize() {
  return inFolder(async folder => {
    const { chunks } = await bundle(folder, PAGE);
    const kindOf = ({ initial, modules }) =>
      initial
        ? 'first'
        : (Object.keys(OPTIONAL).find(kind =>
            modules.some(({ name }) => OPTIONAL[kind].test(name ?? ''))
          ) ?? 'collecting');
    const kinds = ['first', 'collecting', ...Object.keys(OPTIONAL)];
    return Object.fromEntries(
      kinds.map(kind => [
        kind,
        gzipped(
          folder,
          chunks.filter(chunk => kindOf(chunk) === kind)
        )
      ])
    );
  });
}

/** Bytes that a page loads at once of each other library. */
export async function measurePeers() {
  const sizes = {};
  for (const [key, { name }] of Object.entries(LIBRARIES)) {
    if (name) {
      const source = `export { start } from ${JSON.stringify(`${SOURCES}${key}.mjs`)};`;
      sizes[name] = await inFolder(async folder => {
        const { chunks } = await bundle(folder, source);
        return gzipped(
          folder,
          chunks.filter(({ initial }) => initial)
        );
      });
    }
  }
  return sizes;
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'eventlog-size-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
