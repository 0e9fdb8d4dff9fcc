import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@jupyter-eventlog/command-tracker': new URL(
        'src/index.ts',
        import.meta.url
      ).pathname
    }
  },
  // @lumino/commands touches the page at import.
  test: { environment: 'jsdom' }
});
