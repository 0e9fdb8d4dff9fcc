import { expect, picture, test } from './fixtures';
import { violations } from './fixtures/axe';
import { faults } from './fixtures/layout';
import { widen } from './fixtures/looks';
import { WORLDS, show, start } from './fixtures/states';

const GERMAN = {
  '@jupyterlab/translation-extension:plugin': { locale: 'de_DE' }
};

test('the panel speaks German, and a receipt holds the German words', async ({
  lab,
  page
}) => {
  await start(lab, WORLDS[0], GERMAN);
  await page.goto();
  await show(page);
  await widen(page, 284);
  const panel = page.getByRole('region', { name: 'Datenerfassung' });
  await expect(panel).toHaveAttribute('lang', 'de-DE');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Es wird nichts erfasst. Riverside Data Team fragt Sie.'
  );
  await expect(panel).toContainText(
    'Gefragt wird nach der Aufzeichnung von 3 Arten von Aktivität, um Fehler zu finden.'
  );
  await expect(panel).toContainText('JupyterLab verbessern');
  await expect(page.locator('.Toastify__toast .jp-toast-button')).toHaveText([
    'Ablehnen',
    'Details zeigen'
  ]);
  await picture(page, 'german', { asItStands: true });
  expect(await faults(page)).toEqual([]);
  expect(await violations(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Zustimmen' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    '3 Arten von Aktivität werden für Riverside Data Team aufgezeichnet.'
  );
  await expect(panel.getByRole('status').first()).toHaveText(
    /^An\. Vom Server bestätigt um \d\d:\d\d:\d\d Uhr\.$/
  );
  await panel.getByRole('tab', { name: 'Über' }).click();
  const receipt = panel.getByRole('listitem').filter({ hasText: 'Beleg' });
  await receipt.getByText('Beleg', { exact: true }).press('Enter');
  await expect(receipt.locator('pre')).toHaveAttribute('lang', 'de-DE');
  await expect(receipt.locator('pre')).toContainText('Sprache: de-DE');
  await expect(receipt.locator('pre')).toContainText(
    'Es wird nichts erfasst. Riverside Data Team fragt Sie.'
  );
});
