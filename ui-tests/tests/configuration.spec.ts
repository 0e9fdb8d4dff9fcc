import { COMMANDS, command, expect, openPanel, test } from './fixtures';
import { ASKING, MISTAKEN } from './fixtures/operators';

const SETTINGS = '@jupyter-eventlog/extension:telemetry';

test('a mistake in the configuration keeps collection off', async ({
  lab,
  page,
  panel
}) => {
  await lab.start(MISTAKEN);
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected.'
  );
  await expect(panel).toContainText(
    "The operator's settings contain a mistake, so collection stays off."
  );
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);
  await command(page, 'application:toggle-left-area');
  expect(await lab.stored()).toEqual([]);
  expect(lab.log).toContain('levle');
});

test('overrides.json can leave out a field', async ({ lab, page }) => {
  await lab.start(ASKING, {
    [SETTINGS]: { disabled_properties: { [COMMANDS]: ['outcome'] } }
  });
  await page.goto();
  await page
    .locator('.Toastify__toast')
    .getByRole('button', { name: 'Accept' })
    .click();
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);
  await command(page, 'application:toggle-left-area');
  await expect.poll(() => lab.stored()).toHaveLength(1);
  expect((await lab.stored())[0].data).toEqual({
    command_id: 'application:toggle-left-area'
  });
});

test('overrides.json can turn everything off, and allow nothing', async ({
  lab,
  page,
  panel,
  traffic
}) => {
  await lab.start(ASKING, { [SETTINGS]: { enabled: false } });
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected in this application.'
  );
  await command(page, 'application:toggle-left-area');
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);
  expect(traffic.ours.filter(line => !line.startsWith('GET'))).toEqual([]);

  await lab.restart('', { [SETTINGS]: { enabled: true } });
  await page.goto();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected.'
  );
  expect(await lab.ownFiles()).toEqual([]);
});
