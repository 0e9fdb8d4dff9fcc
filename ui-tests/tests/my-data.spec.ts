import { readFile } from 'node:fs/promises';
import { command, expect, picture, test } from './fixtures';
import { ASKING } from './fixtures/operators';

const TOAST = '.Toastify__toast';

test.beforeEach(async ({ lab, page }) => {
  await lab.start(ASKING);
  await page.goto();
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(page.locator(TOAST)).toHaveCount(0);
  for (let turn = 0; turn < 3; turn++) {
    await command(page, 'apputils:toggle-header');
  }
  await expect.poll(() => lab.stored()).toHaveLength(3);
  await command(page, 'eventlog:my-data');
});

test('one sees what is kept, and takes it away', async ({ page, panel }) => {
  await expect(panel.getByRole('tab', { name: 'My data' })).toBeFocused();
  await expect(panel).toContainText(/3 records about you, from/);
  await expect(panel).toContainText('The oldest are deleted on');
  await expect(panel.getByRole('table')).toHaveAttribute('aria-rowcount', '4');
  await panel.getByText('Numbers by day and kind (UTC)').press('Enter');
  await expect(
    panel.getByRole('row', { name: /Commands you run 3/ })
  ).toBeVisible();
  await picture(page, 'my-data', { asItStands: true });

  const downloading = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export' }).press('Enter');
  const archive = await readFile((await (await downloading).path())!);
  expect(archive.subarray(0, 2).toString()).toBe('PK');
  expect(archive.includes('records.jsonl')).toBe(true);
  await expect(panel).toContainText(/Exported [\d,]+ bytes\./);
});

test('one deletes it by keyboard, told before how far that reaches', async ({
  lab,
  page,
  panel
}) => {
  const open = panel.getByRole('button', { name: 'Delete…' });
  await open.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete 3 records?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('Deleted now: 3 on this server.');
  await expect(dialog).toContainText('Stays: that something was deleted');
  await picture(page, 'delete', { asItStands: true });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();

  await open.press('Enter');
  await dialog.getByLabel('Also turn everything off').press('Space');
  await dialog.getByRole('button', { name: 'Delete 3 records' }).press('Enter');
  await expect(panel).toContainText(
    /Deleted 3 records on this server\. Receipt [0-9A-F]{8}\./
  );
  await expect(panel).toContainText('No records about you.');
  await expect(
    panel.getByRole('button', { name: 'Save receipt' })
  ).toBeVisible();
  expect(await lab.stored()).toEqual([]);
});

test('About has every decision with the words that were read', async ({
  page,
  panel
}) => {
  await panel.getByRole('button', { name: 'Turn everything off' }).click();
  await expect(panel).toContainText('You said no on');
  await command(page, 'eventlog:about');
  await expect(panel).toContainText('privacy@riverside.example');
  const decisions = panel.getByRole('listitem').filter({ hasText: 'Receipt' });
  await expect(decisions).toHaveCount(2);
  await expect(decisions.first()).toContainText(': no, in the panel');
  await expect(decisions.last()).toContainText(': yes, in a notification');
  await decisions.last().getByText('Receipt', { exact: true }).press('Enter');
  await expect(decisions.last()).toContainText(
    'Riverside Data Team asks to record commands you run, to find bugs.'
  );
  await picture(page, 'about', { asItStands: true });
});
