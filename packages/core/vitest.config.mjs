import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@jupyter-eventlog\/core$/,
        replacement: new URL('src/index.ts', import.meta.url).pathname
      },
      {
        find: /^@jupyter-eventlog\/core\/(.*)$/,
        replacement: new URL('src/', import.meta.url).pathname + '$1.ts'
      }
    ]
  },
  // How soon a test is through is no promise of it.
  test: { testTimeout: 60_000 }
});
