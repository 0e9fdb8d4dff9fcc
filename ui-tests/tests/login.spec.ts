import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { accept, delivered, emit, ready } from './fixtures/emitting';
import { ASKING_FOR_TWO, TABS_SCHEMA } from './fixtures/operators';

const PROTECTED = `${ASKING_FOR_TWO}
from jupyter_server.auth import passwd
c.PasswordIdentityProvider.hashed_password = passwd("secret", "sha1")
`;

async function logIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('input[name="password"]').fill('secret');
  await page.locator('#login_submit').click();
}

test('nothing is lost while a login has expired', async ({ lab, page }) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.start(PROTECTED);
  const context = page.context();
  const tab = await context.newPage();
  await logIn(tab, `${lab.url}/lab/workspaces/a`);
  await accept(tab);
  await ready(tab);
  await emit(tab, 10);
  await expect.poll(() => delivered(lab)).toEqual({ different: 10, all: 10 });

  await context.clearCookies();
  const refused = tab.waitForResponse(
    answer =>
      answer.url().includes('/api/eventlog/events') && answer.status() === 403
  );
  await emit(tab, 50, 10);
  await refused;
  await emit(tab, 40, 60);
  const other = await context.newPage();
  await logIn(other, `${lab.url}/login`);
  await expect
    .poll(() => delivered(lab), { timeout: 90_000 })
    .toEqual({ different: 100, all: 100 });
});
