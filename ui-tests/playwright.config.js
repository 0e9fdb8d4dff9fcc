const base = require('@jupyterlab/galata/lib/playwright-config');

module.exports = {
  ...base,
  testDir: 'tests',
  reporter: [['list']],
  // Each test starts a real server of its own, and some restart it.
  timeout: 120_000,
  workers: 2,
  // What passes at the second try is told as flaky, and is looked into.
  retries: 1,
  // What is waited for is a state; how soon it comes is no promise of a test.
  expect: { ...base.expect, timeout: 30_000 },
  use: {
    ...base.use,
    viewport: { width: 1280, height: 800 },
    video: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run'
      ]
    }
  }
};
