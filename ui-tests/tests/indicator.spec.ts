import type { Page } from '@playwright/test';
import { command, expect, openPanel, picture, test } from './fixtures';
import { ASKING, REQUIRED, REQUIRED_AND_ASKING } from './fixtures/operators';
import { TABS_SCHEMA } from './fixtures/operators';

const TOAST = '.Toastify__toast';
const OFF = /^Off everywhere\. Confirmed by the server at \d\d:\d\d:\d\d\.$/;

test('the indicator says in a shape and a word what the panel says', async ({
  lab,
  page
}) => {
  await lab.start(ASKING);
  await page.goto();
  const indicator = indicatorOf(page);
  await expect(indicator).toHaveAccessibleName(
    'Nothing is being collected. Riverside Data Team is asking you.'
  );
  await expect(indicator).toHaveText('asking');
  await expect(indicator).toHaveAttribute('data-shape', 'asking');
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(indicator).toHaveText('on 1');
  await expect(indicator).toHaveAccessibleName(
    '1 kind of activity is being recorded for Riverside Data Team.'
  );
});

test('everything is off in two actions, and the server confirms it', async ({
  lab,
  page
}) => {
  await lab.start(ASKING);
  await page.goto();
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await command(page, 'fileeditor:create-new');
  const indicator = indicatorOf(page);
  await expect(indicator).toHaveText('on 1');

  await indicator.click();
  const popup = page.getByRole('dialog', { name: 'Data collection' });
  await expect(
    popup.getByRole('button', { name: 'Turn everything off' })
  ).toBeFocused();
  await picture(page, 'indicator');
  await page.keyboard.press('Enter');
  await expect(popup.getByRole('status')).toHaveText(OFF);
  await expect(indicator).toHaveText('off');
  await expect(popup.locator('.jp-EventLog-header')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(popup).toHaveCount(0);
  await expect(indicator).toBeFocused();
});

test('the command says in a notification what it came to', async ({
  lab,
  page
}) => {
  await lab.start(ASKING);
  await page.goto();
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(indicatorOf(page)).toHaveText('on 1');
  await expect(page.locator(TOAST)).toHaveCount(0);
  await page.menu.clickMenuItem('Help>Data collection: turn everything off');
  await expect(page.locator(TOAST)).toHaveText(OFF);
});

test('nothing is indicated where nobody has set up anything', async ({
  lab,
  page
}) => {
  await lab.start();
  await page.goto();
  await openPanel(page);
  await expect(page.locator('.jp-EventLog-Indicator')).toHaveCount(0);
});

test('what is required alone is a lock with its number', async ({
  lab,
  page
}) => {
  await lab.start(REQUIRED);
  await page.goto();
  await expect(indicatorOf(page)).toHaveText('always 1');
  await expect(indicatorOf(page)).toHaveAttribute('data-shape', 'always');
});

test('a pause holds in all tabs and after a reload, until it is resumed', async ({
  lab,
  page,
  panel,
  context
}) => {
  await lab.start(ASKING);
  await page.goto();
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await openPanel(page);
  await panel.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Paused. Nothing is being recorded.'
  );
  await expect(panel).toContainText(
    /Since \d\d:\d\d, in all your tabs\. What you do now is never recorded later\. 1 kind resumes/
  );
  await expect(panel.getByRole('status')).toHaveText(
    /^Paused\. Confirmed by the server at /
  );
  await expect(panel.getByRole('button', { name: 'Resume' })).toBeFocused();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(indicatorOf(other)).toHaveText('paused');
  await command(other, 'apputils:toggle-header');
  await command(page, 'application:toggle-left-area');
  await page.reload();
  await expect(indicatorOf(page)).toHaveText('paused');
  await command(page, 'application:toggle-left-area');

  await openPanel(page);
  await panel.getByRole('button', { name: 'Resume' }).click();
  await expect(indicatorOf(other)).toHaveText('on 1');
  await expect(panel.getByRole('status')).toHaveText(
    /^Recording goes on\. Confirmed by the server at /
  );
  await command(page, 'application:toggle-right-area');
  await expect
    .poll(async () => (await lab.stored()).map(({ data }) => data.command_id))
    .toEqual(['application:toggle-right-area']);
});

test('what is always recorded goes on in a pause, and is said to', async ({
  lab,
  page,
  panel
}) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.start(REQUIRED_AND_ASKING);
  await page.goto();
  await openPanel(page);
  await panel.getByRole('switch', { name: 'Tabs you open' }).click();
  await panel.getByRole('button', { name: 'Pause' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Paused, except 1 kind that Riverside Data Team always records.'
  );
  await command(page, 'application:toggle-left-area');
  await expect.poll(() => lab.stored()).toHaveLength(1);
});

test('in Notebook 7 it stands at the top, and stops everything as soon', async ({
  lab,
  context
}) => {
  await lab.start(ASKING);
  const tree = await context.newPage();
  await tree.goto(`${lab.url}/tree`);
  await expect(indicatorOf(tree)).toHaveText('asking');
  await tree.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(indicatorOf(tree)).toHaveText('on 1');
  await indicatorOf(tree).click();
  const popup = tree.getByRole('dialog', { name: 'Data collection' });
  await popup.getByRole('button', { name: 'Turn everything off' }).click();
  await expect(popup.getByRole('status')).toHaveText(OFF);
  await popup.getByRole('button', { name: 'Show details' }).click();
  await expect(
    tree.getByRole('region', { name: 'Data collection' })
  ).toBeVisible();
});

/** The indicator of a page. */
function indicatorOf(page: Page) {
  return page.locator('.jp-EventLog-indicator');
}
