import type { Page } from '@playwright/test';
import { command, expect, openPanel, test } from './fixtures';
import { answers, noted } from './fixtures/answers';
import { delivered, emit, ready } from './fixtures/emitting';
import {
  ASKING,
  ASKING_FOR_TWO,
  TABS_SCHEMA,
  WIDENINGS,
  WIDER_OF_TWO
} from './fixtures/operators';

const TOAST = '.Toastify__toast';
const QUIET = {
  '@jupyterlab/apputils-extension:notification': {
    doNotDisturbMode: true,
    fetchNews: 'false'
  }
};

// Some of these start their server five times.
test.describe.configure({ timeout: 400_000 });

test('a no is never asked about again', async ({ lab, page, panel }) => {
  await lab.start(ASKING);
  await page.goto();
  await page.locator(TOAST).getByRole('button', { name: 'Decline' }).click();
  await expect(page.locator(TOAST)).toHaveCount(0);
  const { origin } = new URL(page.url());
  const asksNobody = async (): Promise<void> => {
    await openPanel(page);
    await expect(panel).toContainText('You said no on');
    expect(await isPut(page)).toBe(false);
    await expect(page.locator(TOAST)).toHaveCount(0);
  };
  for (const path of ['lab', 'lab', 'lab/workspaces/a', 'lab/workspaces/b']) {
    await page.goto(`${origin}/${path}`);
    await asksNobody();
  }
  for (const [turn, wider] of WIDENINGS.entries()) {
    await lab.restart(wider, turn === 1 ? QUIET : {});
    await page.reload();
    await asksNobody();
  }
  expect(await answers(page)).toEqual(['no toast']);
});

test('put away twice is a no', async ({ lab, page, panel }) => {
  await lab.start(ASKING);
  await page.goto();
  const toast = page.locator(TOAST);
  const putAway = async (): Promise<void> => {
    const stored = noted(page);
    await toast.locator('.jp-Notification-Toast-Close').click();
    await stored;
    await expect(toast).toHaveCount(0);
  };
  await putAway();
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('Riverside Data Team is asking you.');
  expect(await isPut(page)).toBe(false);
  await expect(toast).toHaveCount(0);

  await lab.restart(ASKING);
  await page.reload();
  await putAway();
  await lab.restart(ASKING);
  await page.reload();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected.'
  );
  expect(await isPut(page)).toBe(false);
  await expect(toast).toHaveCount(0);
  expect(await answers(page)).toEqual(['closed toast', 'closed toast']);
});

test('a yes that is outgrown asks once, and the rest stays on', async ({
  lab,
  page,
  panel
}) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.start(ASKING_FOR_TWO);
  await page.goto();
  await openPanel(page);
  await panel.getByRole('button', { name: 'Accept' }).click();
  await expect(panel).toContainText('You accepted on');

  await lab.restart(WIDER_OF_TWO);
  await page.reload();
  await expect(page.locator(TOAST)).toHaveCount(1);
  await openPanel(page);
  await expect(panel).toContainText('New: started from in “Commands you run”.');
  await expect(
    panel.getByRole('switch', { name: 'Commands you run' })
  ).toHaveAttribute('aria-checked', 'false');
  await expect(
    panel.getByRole('switch', { name: 'Tabs you open' })
  ).toHaveAttribute('aria-checked', 'true');
  await command(page, 'application:toggle-left-area');
  await ready(page);
  await emit(page, 1);
  await expect.poll(() => delivered(lab)).toEqual({ different: 1, all: 1 });
  expect(await lab.stored()).toHaveLength(1);

  await page.locator(TOAST).getByRole('button', { name: 'Decline' }).click();
  await expect(page.locator(TOAST)).toHaveCount(0);
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('1 of 2 kinds of activity');
  expect(await isPut(page)).toBe(false);
});

/** Whether the server lets anything be put to the person. */
async function isPut(page: Page): Promise<boolean> {
  const { origin } = new URL(page.url());
  const found = await page.request.get(`${origin}/api/eventlog/consent`);
  return ((await found.json()) as { prompt: boolean }).prompt;
}
