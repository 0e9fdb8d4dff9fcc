import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rspack } from '@rspack/core';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = join(ROOT, 'packages');

/**
 * Bundle a page's source into the folder's `out`, as a consumer of the libraries
 * would, and tell of its chunks. `check` is the module that our page imports as
 * the compiled check of its schema.
 */
export async function bundle(folder, source, { check = '' } = {}) {
  writeFileSync(join(folder, 'page.mjs'), source);
  const compiler = rspack(configuration(folder, check));
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

/** Bytes of some chunks after gzip. */
export function gzipped(folder, chunks) {
  return chunks
    .flatMap(chunk => chunk.files)
    .map(file => gzipSync(readFileSync(join(folder, 'out', file))).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

function configuration(folder, check) {
  return {
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
            jsc: {
              parser: { syntax: 'typescript' },
              target: 'es2020',
              // As tsc makes what is published.
              transform: { useDefineForClassFields: false }
            }
          }
        },
        // As their package.json says.
        { include: PACKAGES, sideEffects: false }
      ]
    },
    resolve: {
      modules: [join(HERE, 'node_modules'), join(ROOT, 'node_modules')],
      extensionAlias: { '.js': ['.ts', '.js'] },
      alias: {
        '@jupyter-eventlog/core$': join(PACKAGES, 'core/src/index.ts'),
        '@jupyter-eventlog/sinks$': join(PACKAGES, 'sinks/src/index.ts'),
        'compiled-check$': check
      }
    }
  };
}
