import { expect, test } from './fixtures';
import {
  accept,
  anotherTab,
  delivered,
  emit,
  ready,
  refused,
  reload
} from './fixtures/emitting';
import { ASKING_FOR_TWO, TABS, TABS_SCHEMA } from './fixtures/operators';
import { note } from './fixtures/rows';

/** Events come when a page gets through, which takes a few attempts. */
const LATER = { timeout: 90_000 };

test.beforeEach(async ({ lab, page }) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.start(ASKING_FOR_TWO);
  await page.goto();
  await accept(page);
  await ready(page);
});

test('50 events arrive from a page that leaves in the same turn', async ({
  lab,
  page
}) => {
  await page.evaluate(id => {
    for (let one = 0; one < 50; one++) {
      window.telemetry.emit(id, 1, { area: `n${one}` });
    }
    window.location.href = 'about:blank';
  }, TABS);
  await page.waitForURL('about:blank');
  await expect
    .poll(() => delivered(lab), LATER)
    .toEqual({ different: 50, all: 50 });
  // What was sent with the page's last breath is kept, too: it must not repeat.
  await page.goto();
  await ready(page);
  await emit(page, 1, 50);
  await expect
    .poll(() => delivered(lab), LATER)
    .toEqual({ different: 51, all: 51 });
  note('delivered_navigate', 'events', 50, 50);
});

test('50 events arrive after a 503, a reload and the return of the server', async ({
  lab,
  page
}) => {
  await lab.refuse(true);
  const heard = refused(page);
  await emit(page, 50);
  await heard;
  await page.reload();
  await ready(page);
  expect(await delivered(lab)).toEqual({ different: 0, all: 0 });
  await lab.refuse(false);
  await expect
    .poll(() => delivered(lab), LATER)
    .toEqual({ different: 50, all: 50 });
  note('delivered_503_reload', 'events', 50, 50);
});

test('50 events arrive after a 503 and the death of the page', async ({
  lab,
  page,
  context
}) => {
  // Alone, so that no other tab sends for it.
  const tab = await anotherTab(page, 'b');
  await page.close();
  await lab.refuse(true);
  const heard = refused(tab);
  await emit(tab, 50);
  await heard;
  const crashed = tab.waitForEvent('crash');
  const devtools = await context.newCDPSession(tab);
  // It ends with the page, and so never answers.
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await lab.refuse(false);
  const again = await context.newPage();
  await again.goto(`${lab.url}/lab`);
  await ready(again);
  await expect
    .poll(() => delivered(lab), LATER)
    .toEqual({ different: 50, all: 50 });
  note('delivered_crash', 'events', 50, 50);
});

test('3,000 events of three tabs arrive while the server restarts twice', async ({
  lab,
  page
}) => {
  test.slow();
  const tabs = [page, await anotherTab(page, 'b'), await anotherTab(page, 'c')];
  let restarts = 0;
  for (let round = 0; round < 10; round++) {
    await Promise.all(
      tabs.map((tab, index) => emit(tab, 100, 1000 * index + 100 * round))
    );
    if (round === 3 || round === 6) {
      await lab.restart(ASKING_FOR_TWO);
      restarts++;
    }
  }
  expect(restarts).toBe(2);
  await expect
    .poll(() => delivered(lab), LATER)
    .toEqual({ different: 3000, all: 3000 });
  note('three_tabs_exact', 'events', 3000, 3000);
});

test('a no in one tab empties the queue of all, and nothing of it arrives', async ({
  lab,
  page
}) => {
  const other = await anotherTab(page, 'b');
  await lab.refuse(true);
  const heard = refused(page);
  await emit(page, 50);
  await emit(other, 50, 50);
  await heard;
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('eventlog:turn-off')
  );
  await other.waitForFunction(id => !window.telemetry.isEnabled(id), TABS);
  await lab.refuse(false);
  expect(await databases(other)).toEqual([]);
  await emit(page, 1);
  await emit(other, 1);
  await reload(other);
  await page.reload();
  expect(await delivered(lab)).toEqual({ different: 0, all: 0 });
});

function databases(page: import('@playwright/test').Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name }) => name ?? '')
      .filter(name => /eventlog/i.test(name))
  );
}
