import { command, expect, openPanel, test } from './fixtures';
import {
  ASKING,
  REQUIRED,
  REQUIRED_AND_ASKING,
  TABS_SCHEMA
} from './fixtures/operators';

test('what is required is a notice, not a choice', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(REQUIRED);
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Riverside Data Team always records 1 kind of activity here. You cannot turn it off.'
  );
  await expect(panel).toContainText('Reason given: “Security rules, §4.2”.');
  await expect(panel).toContainText(
    'Questions or objection: privacy@riverside.example.'
  );
  await expect(panel.getByRole('switch')).toHaveCount(0);
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);

  await command(page, 'application:toggle-left-area');
  await expect.poll(() => lab.stored()).toHaveLength(1);
});

test('a request beside what is required says both', async ({
  lab,
  page,
  panel
}) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.start(REQUIRED_AND_ASKING);
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Only what Riverside Data Team always records is being collected (1 kind). They ask about 1 more.'
  );
  await expect(panel.getByRole('switch')).toHaveCount(1);
});

test('what was refused and is required now starts when that was read', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(ASKING);
  await page.goto();
  const toast = page.locator('.Toastify__toast');
  await toast.getByRole('button', { name: 'Decline' }).click();
  await expect(toast).toHaveCount(0);

  await lab.restart(REQUIRED);
  await page.goto();
  await expect(toast).toContainText('always records');
  await expect(toast.getByRole('button', { name: 'OK' })).toHaveCount(0);
  await command(page, 'application:toggle-left-area');
  await toast.getByRole('button', { name: 'Show details' }).click();
  await expect(panel).toContainText(
    'Riverside Data Team now records this anyway, because “Security rules, §4.2”.'
  );
  await expect(panel.getByRole('switch')).toHaveCount(0);
  expect(await lab.stored()).toEqual([]);

  await panel.getByRole('button', { name: 'OK' }).click();
  await expect(toast).toHaveCount(0);
  await command(page, 'application:toggle-left-area');
  await expect.poll(() => lab.stored()).toHaveLength(1);
});
