import { gzipSync } from 'node:zlib';
import { command, expect, openPanel, test } from './fixtures';
import { note } from './fixtures/rows';

test('without a configuration nothing is collected, sent or written', async ({
  lab,
  page,
  panel,
  traffic
}) => {
  await lab.start();
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected.'
  );
  await expect(page.locator('.jp-Launcher')).toBeVisible();

  const before = traffic.total;
  await page.notebook.createNew();
  for (let cell = 0; cell < 5; cell++) {
    await page.notebook.addCell('code', `${cell} + 1`);
    await page.notebook.runCell(cell + 1);
  }
  for (let turn = 0; turn < 30; turn++) {
    await command(page, 'application:toggle-left-area');
  }
  await page.notebook.save();
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('Nobody has set up data collection here.');

  expect(traffic.total - before).toBeGreaterThan(20);
  expect(traffic.ours).toEqual([]);
  expect(await ownDatabases(page)).toEqual([]);
  expect(await lab.ownFiles()).toEqual([]);
  expect(await lab.eventlog('status')).toContain('Nothing is being collected.');
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);
});

test('without a configuration a start loads little of ours, and the panel later', async ({
  lab,
  page,
  panel,
  traffic
}) => {
  const loaded: Promise<number>[] = [];
  page.on('response', response => {
    if (response.url().includes('/lab/extensions/@jupyter-eventlog/')) {
      loaded.push(response.body().then(body => gzipSync(body).length));
    }
  });
  const bytes = async (): Promise<number> =>
    (await Promise.all(loaded)).reduce((sum, one) => sum + one, 0);
  await lab.start();
  await page.goto();
  await expect(page.locator('.jp-Launcher')).toBeVisible();
  const atStart = await bytes();
  const kB = Math.round(atStart / 10) / 100;
  note('extension_start_gzip_kb', 'kB', kB, 30, kB <= 30);
  expect(atStart).toBeGreaterThan(0);
  // The goal is 30: the catalogue of texts and the service that takes events still come at once.
  expect(kB).toBeLessThanOrEqual(48);

  // What is in the panel comes when somebody opens it.
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toBeVisible();
  expect(await bytes()).toBeGreaterThan(atStart + 5_000);
  expect(traffic.ours).toEqual([]);
});

test('the panel is found by what people call it', async ({
  lab,
  page,
  panel
}) => {
  await lab.start();
  await page.goto();
  const palette = page.locator('#modal-command-palette');
  for (const word of [
    'telemetry',
    'tracking',
    'privacy',
    'opt out',
    'analytics'
  ]) {
    // A page that starts takes focus, and the palette goes where it loses it.
    await expect(async () => {
      await command(page, 'apputils:activate-command-palette');
      await palette.locator('input').fill(word, { timeout: 2000 });
      await expect(
        palette.locator('[data-command="eventlog:open"]')
      ).toBeVisible({ timeout: 2000 });
    }).toPass();
    await page.keyboard.press('Escape');
    // Shown again while it still goes away, it would hide for good.
    await expect(palette).toBeHidden();
  }
  await page.menu.clickMenuItem('Help>Data collection');
  await expect(panel).toBeVisible();
});

test('opening moves focus to the panel, and Escape brings it back', async ({
  lab,
  page,
  panel
}) => {
  await lab.start();
  await page.goto();
  const card = page.locator('.jp-LauncherCard').first();
  await card.focus();
  await openPanel(page);
  // Without anything to do there, the panel itself: its first line is read.
  await expect(panel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();
});

function ownDatabases(page: import('@playwright/test').Page) {
  return page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name }) => name ?? '')
      .filter(name => /eventlog/i.test(name))
  );
}
