import type { Page } from '@playwright/test';
import { expect, openPanel, test } from './fixtures';
import { accept, anotherTab, emit, ready, reload } from './fixtures/emitting';
import { ASKING_FOR_TWO, TABS, TABS_SCHEMA } from './fixtures/operators';

/** Run code in a kernel that the page has started. */
async function run(page: Page, code: string): Promise<void> {
  await page.evaluate(async text => {
    const { kernels } = window.jupyterapp.serviceManager;
    const [model] = [...kernels.running()];
    const kernel = model
      ? kernels.connectTo({ model })
      : await kernels.startNew({ name: 'python3' });
    const reply = await kernel.requestExecute({ code: text }).done;
    if (reply.content.status !== 'ok') {
      throw new Error(JSON.stringify(reply.content));
    }
  }, code);
}

const EMITTING = `
from jupyter_eventlog.client import emit, flush
for one in range(50):
    emit("${TABS}", 1, {"area": f"k{one}"})
`;

test('what waits in two tabs and a kernel is never delivered after Turn everything off in one, though the other is offline', async ({
  lab,
  page,
  panel
}) => {
  await lab.addSchema('tab-opened', TABS_SCHEMA);
  await lab.start(ASKING_FOR_TWO);
  await page.goto();
  await accept(page);
  await ready(page);
  const other = await anotherTab(page, 'other');

  // The server takes nothing, so that all of it waits; one tab hears of nothing.
  await lab.refuse(true);
  await emit(page, 250);
  await emit(other, 250, 250);
  await run(page, EMITTING);
  await other.route('**/api/eventlog/**', route => route.abort());

  await openPanel(page);
  await panel.getByRole('button', { name: 'Turn everything off' }).click();
  await expect(panel.getByRole('status').first()).toHaveText(
    /^Off everywhere\. Confirmed by the server at /
  );
  await lab.refuse(false);
  await run(page, `${EMITTING}\nassert flush(30)`);
  await other.unroute('**/api/eventlog/**');
  await reload(other);
  await page.reload();
  await page.waitForFunction(() => window.jupyterapp !== undefined);

  // A record that must arrive proves that those before it did not.
  await openPanel(page);
  await panel.getByRole('switch', { name: 'Tabs you open' }).click();
  await ready(page);
  await emit(page, 1, 1000);
  await expect.poll(async () => (await lab.stored()).length).toBeGreaterThan(0);
  expect((await lab.stored()).map(({ type, data }) => [type, data])).toEqual([
    [TABS, { area: 'n1000' }]
  ]);
});
