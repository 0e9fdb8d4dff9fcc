import type { Locator, Page } from '@playwright/test';
import { command, expect, openPanel, picture, test } from './fixtures';
import { answers, noted } from './fixtures/answers';
import { MUTED_NOTICE, NOTICE } from './fixtures/operators';

const TOAST = '.Toastify__toast';
const CLOSE = '.jp-Notification-Toast-Close';
const TEXT =
  'From your next session Riverside Data Team records commands you run, to find bugs. Say no here or later, at any time.';
const QUIET = {
  '@jupyterlab/apputils-extension:notification': {
    doNotDisturbMode: true,
    fetchNews: 'false'
  }
};

// Real time is for what restarts and reloads; ten seconds are the clock's.
test.describe.configure({ timeout: 300_000 });

test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

test('shown for ten seconds: records from the next session only', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(NOTICE);
  await page.goto();
  const toast = page.locator(TOAST);
  await expect(toast).toContainText(TEXT);
  await expect(toast.locator('.jp-toast-button')).toHaveText([
    'OK',
    'Say no',
    'Show details'
  ]);
  await inPlace(toast);
  const stored = noted(page);
  await page.clock.runFor(15_000);
  await stored;
  expect(await answers(page)).toEqual(['shown toast']);

  // Nobody has answered, so it stays; but it is not put again.
  await expect(toast).toBeVisible();
  await page.reload();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected yet. It starts with your next session unless you say no.'
  );
  await expect(panel.getByRole('button', { name: 'OK' })).toHaveCount(0);
  await expect(toast).toHaveCount(0);
  await command(page, 'application:toggle-left-area');

  await lab.restart(NOTICE);
  await page.reload();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    '1 kind of activity is being recorded for Riverside Data Team.'
  );
  await expect(panel).toContainText('You have not been asked to agree.');
  await picture(page, 'on-after-notice');
  await command(page, 'apputils:toggle-header');
  await expect.poll(() => lab.stored()).toHaveLength(1);
  expect(await lab.stored()).toMatchObject([
    { basis: 'opt-out', data: { command_id: 'apputils:toggle-header' } }
  ]);
});

test('OK does not bring the start forward, and Say no ends it', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(NOTICE);
  await page.goto();
  const toast = page.locator(TOAST);
  await openPanel(page);
  await picture(page, 'waiting-opt-out');
  await toast.getByRole('button', { name: 'OK' }).click();
  await expect(toast).toHaveCount(0);
  await expect(panel.getByRole('status')).toHaveText(
    /^Noted\. It starts with your next session, unless you say no\./
  );
  expect(await answers(page)).toEqual(['shown toast']);
  await command(page, 'application:toggle-left-area');
  await panel.getByRole('button', { name: 'Say no' }).click();
  await expect(panel).toContainText('You said no on');

  await lab.restart(NOTICE);
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('You said no on');
  await command(page, 'application:toggle-left-area');
  expect(await lab.stored()).toEqual([]);
});

test('closed, hidden or silent is not shown', async ({ lab, page, panel }) => {
  await lab.start(MUTED_NOTICE);
  expect(lab.log).toContain(
    'this will collect nothing until people open the panel'
  );
  await page.goto();
  const toast = page.locator(TOAST);
  await waitAndWork(page);
  await expect(toast).toHaveCount(0);

  await lab.restart(NOTICE, QUIET);
  await page.reload();
  await expect(page.locator('#eventlog-indicator')).toContainText('asking');
  await waitAndWork(page);
  await expect(toast).toHaveCount(0);

  await lab.restart(NOTICE);
  await page.reload();
  await inPlace(toast);
  // Another tab lies over this one.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => 'hidden'
    });
  });
  await waitAndWork(page);
  await page.reload();
  await inPlace(toast);
  // Another window has the focus.
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await waitAndWork(page);
  await page.reload();
  // At once: the page's clock goes on, and a slow machine would show it for long.
  await command(page, 'apputils:display-notifications');
  await expect(page.locator('.jp-Notification-List-Item')).toHaveCount(1);
  await waitAndWork(page);
  expect(await answers(page)).toEqual([]);

  await page.reload();
  await inPlace(toast);
  const stored = noted(page);
  await page.clock.runFor(2_000);
  await toast.locator(CLOSE).click();
  await stored;
  await waitAndWork(page);
  await page.reload();
  await openPanel(page);
  await expect(panel).toBeVisible();
  await expect(toast).toHaveCount(0);
  expect(await answers(page)).toEqual(['closed toast']);
  expect(await lab.stored()).toEqual([]);
});

test('the panel tells as well', async ({ lab, page, panel }) => {
  await lab.start(MUTED_NOTICE);
  await page.goto();
  await openPanel(page);
  await expect(panel).toContainText('It starts with your next session');
  const stored = noted(page);
  await page.clock.runFor(15_000);
  await stored;
  expect(await answers(page)).toEqual(['shown panel']);
});

/** After a notification has slid in, which takes its time whatever the clock says. */
async function inPlace(toast: Locator): Promise<void> {
  await expect(toast).toBeVisible();
  const handle = await toast.elementHandle();
  await handle?.waitForElementState('stable');
}

/** Longer than a notice needs to be in sight. */
async function waitAndWork(page: Page): Promise<void> {
  await page.clock.runFor(20_000);
  await command(page, 'application:toggle-left-area');
  await command(page, 'application:toggle-left-area');
}
