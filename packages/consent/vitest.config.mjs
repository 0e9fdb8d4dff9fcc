import { defineConfig } from 'vitest/config';

const source = new URL('../', import.meta.url).pathname;

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@jupyter-eventlog\/core$/,
        replacement: `${source}core/src/index.ts`
      },
      {
        find: /^@jupyter-eventlog\/([a-z-]+)\/(.*)$/,
        replacement: `${source}$1/src/$2.ts`
      }
    ]
  },
  // How soon a test is through is no promise of it.
  test: { testTimeout: 60_000 }
});
