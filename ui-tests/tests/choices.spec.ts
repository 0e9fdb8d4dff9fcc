import { existsSync, readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expect, openPanel, picture, test } from './fixtures';
import { ready } from './fixtures/emitting';
import { MANY, askingForMany, many, manySchema } from './fixtures/many';

const TOAST = '.Toastify__toast';

/** What a destination has, a record a line. */
function lines(file: string): string[] {
  return existsSync(file)
    ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean)
    : [];
}

function purpose(panel: Locator, name: string): Locator {
  return panel.getByRole('radiogroup', { name });
}

test.beforeEach(async ({ lab, page, panel }) => {
  for (let n = 0; n < MANY; n++) {
    await lab.addSchema(`kind-${n}`, manySchema(n));
  }
  await lab.start(askingForMany(lab.root));
  await page.goto();
  await page.locator(TOAST).waitFor();
  await openPanel(page);
  await expect(panel).toContainText('Riverside is asking you');
});

test('a purpose turns all its kinds on or off, and says Mixed where it is', async ({
  page,
  panel
}) => {
  const improve = purpose(panel, 'Make JupyterLab better');
  const heading = panel.getByRole('button', { name: 'Make JupyterLab better' });
  await expect(panel).toContainText('6 kinds, 0 on');
  await expect(heading).toHaveAttribute('aria-expanded', 'false');
  await expect(improve.getByRole('radio', { checked: true })).toHaveText('Off');

  // An arrow moves and answers nothing; a page that starts may still take focus.
  await expect(async () => {
    await improve.getByRole('radio', { name: 'Off' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(improve.getByRole('radio', { name: 'On' })).toBeFocused({
      timeout: 1000
    });
  }).toPass();
  await expect(improve.getByRole('radio', { checked: true })).toHaveText('Off');
  await page.keyboard.press('Space');
  await expect(improve.getByRole('radio', { checked: true })).toHaveText('On');
  await expect(panel).toContainText('6 kinds, 6 on');
  await expect(
    purpose(panel, 'Plan capacity').getByRole('radio', { checked: true })
  ).toHaveText('Off');

  await heading.click();
  await expect(panel).toContainText(
    'Why: We look for <b>commands</b> that fail.'
  );
  await expect(panel).toContainText(
    'Each time that <b>something</b> *of kind* 2'
  );
  await panel.getByRole('switch', { name: 'Kind 2' }).click();
  await expect(improve.getByRole('radio', { checked: true })).toHaveText(
    'Mixed'
  );
  await expect(panel).toContainText('6 kinds, 5 on');
  await picture(page, 'purposes');
  await improve.getByRole('radio', { name: 'Mixed' }).click({ force: true });
  await expect(panel).toContainText('6 kinds, 5 on');

  await improve.getByRole('radio', { name: 'Off' }).click();
  await expect(panel).toContainText('6 kinds, 0 on');
  await expect(panel.getByRole('heading', { level: 2 })).toContainText(
    'Nothing is being collected'
  );
});

test('Accept covers no kind without a purpose; it has a switch of its own', async ({
  panel,
  page
}) => {
  await panel.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toContainText(
    '10 of 11'
  );
  const rest = panel.getByRole('button', { name: 'No purpose stated' });
  await expect(purpose(panel, 'No purpose stated')).toHaveCount(0);
  await rest.click();
  const last = panel.getByRole('switch', { name: 'Kind 10' });
  await expect(last).toHaveAttribute('aria-checked', 'false');
  await last.click();
  await expect(last).toHaveAttribute('aria-checked', 'true');
  await expect(page.locator(TOAST)).toHaveCount(0);
});

test('a third party and a place that nobody has named have switches, and get nothing while they are off', async ({
  lab,
  page,
  panel
}) => {
  await panel.getByRole('button', { name: 'Accept', exact: true }).click();
  const google = panel.getByRole('switch', { name: /^Google Analytics/ });
  const unknown = panel.getByRole('switch', { name: /^Unknown destination/ });
  await expect(google).toHaveAttribute('aria-checked', 'true');
  await expect(unknown).toHaveAttribute('aria-checked', 'false');
  await expect(panel).toContainText(
    '↗ Some of it leaves Riverside: to Google Analytics (Google LLC, USA).'
  );
  await picture(page, 'third-party');
  const emit = (area: string): Promise<void> =>
    page.evaluate(
      ([id, value]) => window.telemetry.emit(id, 1, { area: value }),
      [many(0), area]
    );
  await ready(page, many(0));
  await google.click();
  await expect(panel.getByRole('status').first()).toHaveText(
    /^Nothing more goes to Google Analytics\. Confirmed by the server at /
  );
  await expect(google).toHaveAttribute('aria-checked', 'false');
  await emit('off');
  await expect.poll(() => lab.stored()).toHaveLength(1);

  await google.click();
  await expect(google).toHaveAttribute('aria-checked', 'true');
  await unknown.click();
  await expect(unknown).toHaveAttribute('aria-checked', 'true');
  await emit('on');
  // What arrives proves that what came before it did not.
  await expect.poll(() => lines(`${lab.root}/ga.jsonl`)).toHaveLength(1);
  await expect.poll(() => lines(`${lab.root}/shipper.jsonl`)).toHaveLength(1);
  for (const file of ['ga', 'shipper']) {
    expect(lines(`${lab.root}/${file}.jsonl`)[0]).toContain('"area":"on"');
  }
  await page.reload();
  await openPanel(page);
  await expect(unknown).toHaveAttribute('aria-checked', 'true');
});

test('file names are found by search, and what is known and not allowed is listed', async ({
  page,
  panel
}) => {
  const search = panel.getByRole('searchbox');
  await search.fill('file names');
  await expect(panel.getByRole('switch', { name: /^Kind/ })).toHaveCount(1);
  await expect(panel).toContainText('1 kind found.');
  await picture(page, 'search');
  await search.fill('');
  await expect(panel.getByRole('switch', { name: /^Kind/ })).toHaveCount(0);
  await panel.getByLabel('Show only').selectOption('off');
  await expect(panel.getByRole('switch', { name: /^Kind/ })).toHaveCount(MANY);
  await panel.getByLabel('Show only').selectOption('on');
  await expect(panel).toContainText('0 kinds found.');
  await panel.getByLabel('Show only').selectOption('all');
  await panel.getByText(/^Not collected here \(\d+\)$/).click();
  await expect(panel).toContainText('Nothing of them is recorded.');
});
