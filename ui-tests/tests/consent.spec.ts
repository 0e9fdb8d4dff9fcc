import { command, expect, openPanel, test } from './fixtures';
import {
  ASKING,
  ASKING_FOR_TWO,
  TABS_SCHEMA,
  WIDER
} from './fixtures/operators';

const TOAST = '.Toastify__toast';
const THREE = [
  'application:toggle-left-area',
  'application:toggle-left-area',
  'apputils:toggle-header'
];

test.beforeEach(async ({ lab, page }) => {
  await lab.start(ASKING);
  await page.goto();
});

test('nothing is sent before the answer, and nothing after Decline', async ({
  lab,
  page,
  panel,
  traffic
}) => {
  const toast = page.locator(TOAST);
  await expect(toast).toContainText(
    'Riverside Data Team asks to record commands you run, to find bugs. Off unless you accept. Lab works the same either way.'
  );
  await expect(toast.locator('.jp-toast-button')).toHaveText([
    'Accept',
    'Decline',
    'Show details'
  ]);
  await command(page, THREE[0]);

  await toast.getByRole('button', { name: 'Show details' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Nothing is being collected. Riverside Data Team is asking you.'
  );
  await expect(toast).toBeVisible();
  expect(traffic.ours.filter(line => !line.startsWith('GET'))).toEqual([]);

  await toast.getByRole('button', { name: 'Decline' }).click();
  await expect(toast).toHaveCount(0);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    /^Nothing is being collected\. You said no on /
  );
  for (const id of THREE) {
    await command(page, id);
  }
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('You said no on');
  await expect(toast).toHaveCount(0);
  expect(traffic.ours.filter(line => !line.startsWith('GET'))).toEqual([
    'PUT /api/eventlog/consent'
  ]);
  expect(await lab.stored()).toEqual([]);
});

test('Accept, three commands, exactly three rows of exactly the allowed fields', async ({
  lab,
  page,
  panel
}) => {
  await command(page, THREE[0]);
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    '1 kind of activity is being recorded for Riverside Data Team.'
  );
  const toggle = panel.getByRole('switch', { name: 'Commands you run' });
  await expect(toggle).toHaveAttribute('aria-checked', 'true');

  for (const id of THREE) {
    await command(page, id);
  }
  await expect.poll(() => lab.stored()).toHaveLength(3);
  expect((await lab.stored()).map(({ data }) => data)).toEqual(
    THREE.map(command_id => ({ command_id, outcome: 'succeeded' }))
  );
  await panel.getByRole('button', { name: 'Commands you run' }).click();

  await panel.getByRole('button', { name: 'Turn everything off' }).click();
  await expect(panel.getByRole('status')).toHaveText(
    /^Off everywhere\. Confirmed by the server at \d\d:\d\d:\d\d\.$/
  );
  await expect(toggle).toHaveAttribute('aria-checked', 'false');
  await command(page, 'apputils:toggle-header');

  // A record that must arrive proves that the one before it did not.
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-checked', 'true');
  await command(page, 'application:toggle-right-area');
  await expect
    .poll(async () => (await lab.stored()).map(({ data }) => data.command_id))
    .toEqual([...THREE, 'application:toggle-right-area']);
});

test('the answer survives a reload and a restart', async ({
  lab,
  page,
  panel
}) => {
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(page.locator(TOAST)).toHaveCount(0);
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('You accepted on');
  await lab.restart(ASKING);
  await page.reload();
  await openPanel(page);
  await expect(panel).toContainText('You accepted on');
  await expect(page.locator(TOAST)).toHaveCount(0);
});

test('a wider policy lapses the yes', async ({ lab, page, panel }) => {
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await expect(page.locator(TOAST)).toHaveCount(0);
  await lab.restart(WIDER);
  await page.reload();
  await openPanel(page);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Riverside Data Team wants to record more than you agreed to. That part is off until you answer.'
  );
  await expect(panel).toContainText('New: started from in “Commands you run”.');
  await expect(page.locator(TOAST).locator('.jp-toast-button')).toHaveText([
    'Decline',
    'Show details'
  ]);
  await command(page, THREE[0]);

  await panel.getByRole('button', { name: 'Accept' }).click();
  await expect(panel).toContainText('You accepted on');
  await expect(page.locator(TOAST)).toHaveCount(0);
  await command(page, THREE[2]);
  await expect.poll(() => lab.stored()).toHaveLength(1);
  expect((await lab.stored())[0].data).toEqual({
    command_id: THREE[2],
    trigger: 'unknown',
    outcome: 'succeeded'
  });
});

test('some kinds can be on while others are off', async ({
  lab,
  page,
  panel
}) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.restart(ASKING_FOR_TWO);
  await page.reload();
  await openPanel(page);
  await panel.getByRole('switch', { name: 'Commands you run' }).click();
  await expect(panel.getByRole('switch', { checked: true })).toHaveCount(1);
  await expect(page.locator(TOAST)).toHaveCount(1);
  await page.locator(TOAST).getByRole('button', { name: 'Decline' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    '1 of 2 kinds of activity is being recorded for Riverside Data Team.'
  );
});

test('an answer in one tab counts in the other', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator(TOAST)).toBeVisible();
  await page.locator(TOAST).getByRole('button', { name: 'Decline' }).click();
  await expect(other.locator(TOAST)).toHaveCount(0);
});

test('without the server we cannot tell, and say so', async ({
  lab,
  page,
  panel
}) => {
  await page.locator(TOAST).getByRole('button', { name: 'Accept' }).click();
  await openPanel(page);
  await expect(panel).toContainText('You accepted on');
  await lab.stop('SIGKILL');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'We cannot tell what is being collected.',
    { timeout: 80_000 }
  );
  // JupyterLab says that the server is gone, too.
  await page
    .locator('.jp-Dialog')
    .getByRole('button', { name: 'Close' })
    .click();
  await expect(panel.getByRole('status')).toBeEmpty();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel).toContainText('We cannot tell');
  await lab.start(ASKING);
  await expect(panel).toContainText('You accepted on', { timeout: 60_000 });
});

test('Accept and Decline have equal weight', async ({ page, panel }) => {
  await openPanel(page);
  for (const place of [page.locator(TOAST), panel]) {
    const [accept, decline] = await Promise.all(
      ['Accept', 'Decline'].map(name =>
        place.getByRole('button', { name, exact: true }).evaluate(node => {
          const { width, height } = node.getBoundingClientRect();
          const { background, border, color, fontSize, fontWeight } =
            getComputedStyle(node);
          return {
            width,
            look: { height, background, border, color, fontSize, fontWeight }
          };
        })
      )
    );
    expect(accept.look).toEqual(decline.look);
    expect(Math.abs(accept.width / decline.width - 1)).toBeLessThan(0.1);
  }
});
