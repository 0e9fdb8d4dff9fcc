import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rspack } from '@rspack/core';

const PACKAGES = fileURLToPath(new URL('../../packages/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

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
  const folder = mkdtempSync(join(tmpdir(), 'eventlog-size-'));
  try {
    writeFileSync(join(folder, 'page.mjs'), PAGE);
    const { chunks } = await bundle(folder);
    const sizeOf = some =>
      some
        .flatMap(chunk => chunk.files)
        .reduce((sum, file) => sum + gzipped(join(folder, 'out', file)), 0);
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
        sizeOf(chunks.filter(chunk => kindOf(chunk) === kind))
      ])
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundle `page.mjs` of a folder into its `out`, as a consumer would. */
export function bundle(folder) {
  const compiler = rspack({
    mode: 'production',
    target: 'web',
    context: ROOT,
    devtool: false,
    entry: join(folder, 'page.mjs'),
    experiments: { outputModule: true },
    output: {
      path: join(folder, 'out'),
      module: true,
      chunkFormat: 'module',
      library: { type: 'module' }
    },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: { parser: { syntax: 'typescript' }, target: 'es2020' }
          }
        },
        // As their package.json says.
        { include: PACKAGES, sideEffects: false }
      ]
    },
    resolve: {
      modules: [join(ROOT, 'node_modules')],
      extensionAlias: { '.js': ['.ts', '.js'] },
      alias: {
        '@jupyter-eventlog/core$': join(PACKAGES, 'core/src/index.ts'),
        '@jupyter-eventlog/sinks$': join(PACKAGES, 'sinks/src/index.ts')
      }
    }
  });
  return new Promise((resolve, reject) =>
    compiler.run((error, stats) => {
      const found = stats?.toJson({
        all: false,
        chunks: true,
        chunkModules: true,
        modulesSpace: Infinity,
        nestedModules: false,
        errors: true
      });
      compiler.close(() => undefined);
      if (error || found.errors.length > 0) {
        reject(error ?? new Error(found.errors[0].message));
      } else {
        resolve(found);
      }
    })
  );
}

function gzipped(file) {
  return gzipSync(readFileSync(file)).length;
}
