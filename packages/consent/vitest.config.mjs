import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@jupyter-eventlog/consent/pure': new URL('src/pure.ts', import.meta.url)
        .pathname
    }
  }
});
