import { command, expect, picture, test } from './fixtures';
import { ASKING } from './fixtures/operators';

const TOAST = '.Toastify__toast';

test('while off, Live is a preview that goes nowhere', async ({
  lab,
  page,
  panel,
  traffic
}) => {
  await lab.start(ASKING);
  await page.goto();
  await command(page, 'eventlog:live');
  await expect(panel.getByRole('tab', { name: 'Live' })).toBeFocused();
  await expect(panel.getByRole('table')).toBeAttached();
  await command(page, 'apputils:toggle-header');
  const row = panel.getByRole('row').filter({ hasText: 'toggle-header' });
  await expect(row).toContainText('preview, not recorded');
  await expect(panel).toContainText('Would be sent: nothing.');
  await expect(panel).toContainText(
    `Since this page opened: ${traffic.ours.length} requests, 0 bytes sent`
  );
  await picture(page, 'live-preview', { asItStands: true });

  // Out of sight, nothing listens and nothing is kept.
  await command(page, 'application:toggle-right-area');
  await command(page, 'apputils:toggle-header');
  await command(page, 'eventlog:live');
  await expect(panel.getByRole('table')).toHaveAttribute('aria-rowcount', '1');
  expect(traffic.ours.filter(line => !line.startsWith('GET'))).toEqual([]);
  expect(await lab.stored()).toEqual([]);
});

test('Live shows what is stored, to the byte, and what was removed by name', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(ASKING);
  await page.goto();
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(page.locator(TOAST)).toHaveCount(0);
  await command(page, 'eventlog:live');
  await expect(panel.getByRole('table')).toBeAttached();
  await command(page, 'apputils:toggle-header');
  const row = panel.getByRole('row').filter({ hasText: 'toggle-header' });
  await expect(row).toContainText('from: this browser, to: this server');
  await expect(row).toContainText('stored');
  await row.getByRole('button').click();
  const record = panel.locator('.jp-EventLog-record');
  await expect(record).toContainText('Exactly as it is stored:');
  await expect(record).toContainText('Removed before it was stored: trigger.');
  const [stored] = await lab.stored();
  expect(JSON.parse(await record.locator('pre').innerText())).toEqual(stored);
  await picture(page, 'live-record', { asItStands: true });

  // Focus in the list keeps it still; Freeze does so until it is pressed again.
  await panel.getByRole('button', { name: 'Freeze' }).click();
  await command(page, 'apputils:toggle-header');
  await expect(panel).toContainText('1 new record');
  await panel.getByRole('button', { name: 'Freeze' }).click();
  await expect(panel.getByRole('table')).toHaveAttribute('aria-rowcount', '3');
});

test('ten thousand rows are a table of which a few are in the page', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(ASKING);
  await page.goto();
  await command(page, 'eventlog:live');
  await expect(panel.getByRole('table')).toBeAttached();
  await page.evaluate(async () => {
    const { commands } = window.jupyterapp;
    commands.addCommand('test:nothing', { execute: () => undefined });
    await commands.execute('test:nothing');
  });
  const table = panel.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', '2');
  await page.evaluate(async () => {
    for (let turn = 1; turn < 10_000; turn++) {
      await window.jupyterapp.commands.execute('test:nothing');
      if (turn % 500 === 0) {
        // As a person would: what waits to be shown is bounded.
        await new Promise(requestAnimationFrame);
      }
    }
  });
  await expect(table).toHaveAttribute('aria-rowcount', '10001');
  expect(await panel.getByRole('row').count()).toBeLessThan(40);
  const list = panel.locator('.jp-EventLog-live');
  await list.evaluate(node => node.scrollTo(0, node.scrollHeight));
  await expect(panel.locator('[aria-rowindex="10001"]')).toBeVisible();
  expect(await panel.locator('[aria-live]').count()).toBe(1);
});
