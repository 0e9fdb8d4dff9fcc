import type { Page } from '@playwright/test';
import { command, expect, openPanel, test } from './fixtures';
import { accept } from './fixtures/emitting';
import { ASKING } from './fixtures/operators';

const TOAST = '.Toastify__toast';

test.describe.configure({ timeout: 300_000 });

test.beforeEach(async ({ lab, page }) => {
  await page.clock.install();
  await lab.start(ASKING);
});

test('waiting and declined, a minute of work sends nothing', async ({
  lab,
  page,
  traffic
}) => {
  await page.goto();
  const toast = page.locator(TOAST);
  await expect(toast).toBeVisible();
  await expect.poll(() => traffic.ours).toHaveLength(2);
  const before = traffic.ours.length;
  await workForAMinute(page);
  expect(traffic.ours.slice(before)).toEqual([]);
  expect(await ownDatabases(page)).toEqual([]);
  expect(await lab.ownFiles()).toEqual([]);

  await toast.getByRole('button', { name: 'Decline' }).click();
  await expect(toast).toHaveCount(0);
  await workForAMinute(page);
  expect(traffic.ours.slice(before)).toEqual(['PUT /api/eventlog/consent']);
  expect(await ownDatabases(page)).toEqual([]);
  expect(await lab.stored()).toEqual([]);
});

test('a privacy signal is a no that nobody has to give', async ({
  lab,
  page,
  panel,
  traffic
}) => {
  await page.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    "Nothing is being collected. Your browser's privacy signal counts as no."
  );
  await expect(page.locator(TOAST)).toHaveCount(0);
  const before = traffic.ours.length;
  await workForAMinute(page);
  expect(traffic.ours.slice(before)).toEqual([]);
  expect(await ownDatabases(page)).toEqual([]);

  // It holds where no browser sends it, and after a restart.
  await page.setExtraHTTPHeaders({});
  await lab.restart(ASKING);
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('privacy signal counts as no.');
  await panel.getByRole('switch', { name: 'Commands you run' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    '1 kind of activity is being recorded for Riverside Data Team.'
  );
});

test('without an answer of the server nothing waits to be sent', async ({
  lab,
  page,
  panel
}) => {
  await page.goto();
  await accept(page);
  await page.route('**/api/eventlog/**', route => route.abort());
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('We cannot tell what is being collected.');
  for (let turn = 0; turn < 3; turn++) {
    await command(page, 'application:toggle-left-area');
  }
  await page.unroute('**/api/eventlog/**');
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel).toContainText('You accepted on');
  // A record that must arrive proves that those before it did not.
  await command(page, 'apputils:toggle-header');
  await expect.poll(() => lab.stored()).toHaveLength(1);
  expect((await lab.stored())[0].data).toMatchObject({
    command_id: 'apputils:toggle-header'
  });
});

test('nobody listens to commands unless they are recorded or looked at', async ({
  page,
  panel
}) => {
  await page.goto();
  await expect(page.locator(TOAST)).toBeVisible();
  await countListeners(page);
  await command(page, 'application:toggle-left-area');
  expect(await listeners(page)).toBe(0);
  await accept(page);
  // Had anything listened before, nothing would have to begin now.
  await expect.poll(() => listeners(page)).toBe(1);
  await openPanel(page);
  await panel.getByRole('button', { name: 'Turn everything off' }).click();
  await expect.poll(() => listeners(page)).toBe(0);
  await command(page, 'eventlog:live');
  await expect.poll(() => listeners(page)).toBe(1);
  await command(page, 'application:toggle-right-area');
  await expect(panel).toBeHidden();
  await expect.poll(() => listeners(page)).toBe(0);
});

/** A minute by the page's clock, with commands in it. */
async function workForAMinute(page: Page): Promise<void> {
  for (let turn = 0; turn < 6; turn++) {
    await command(page, 'application:toggle-left-area');
    await page.clock.runFor(10_000);
  }
}

function ownDatabases(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name }) => name ?? '')
      .filter(name => /eventlog/i.test(name))
  );
}

/** From now on, count who begins and ends to listen to commands. */
async function countListeners(page: Page): Promise<void> {
  await page.evaluate(() => {
    const signal = window.jupyterapp.commands.commandExecuted as unknown as {
      connect(...said: unknown[]): boolean;
      disconnect(...said: unknown[]): boolean;
    };
    const counted = window as unknown as { listeners: number };
    const { connect, disconnect } = signal;
    counted.listeners = 0;
    signal.connect = (...said) => {
      counted.listeners++;
      return connect.apply(signal, said);
    };
    signal.disconnect = (...said) => {
      counted.listeners--;
      return disconnect.apply(signal, said);
    };
  });
}

function listeners(page: Page): Promise<number> {
  return page.evaluate(
    () => (window as unknown as { listeners: number }).listeners
  );
}
