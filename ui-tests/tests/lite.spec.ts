import type { Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { IServed } from './fixtures/lite';
import { serveLite, serveService } from './fixtures/lite';

const COMMANDS =
  'https://jupyter-eventlog.readthedocs.io/schemas/command-executed';

type Fixtures = {
  service: Awaited<ReturnType<typeof serveService>>;

  /** Opens a site with a configuration under `eventlog`. */
  open: (eventlog: object | null) => Promise<void>;

  /** What left the page for anywhere but the site. */
  left: string[];
};

const test = base.extend<Fixtures>({
  service: async ({}, use) => {
    const service = await serveService();
    await use(service);
    await service.close();
  },
  left: async ({}, use) => use([]),
  open: async ({ page, left }, use) => {
    const sites: IServed[] = [];
    await use(async eventlog => {
      const site = await serveLite(eventlog);
      sites.push(site);
      page.on('request', request => {
        const url = new URL(request.url());
        const isOurs =
          url.origin === site.url && !url.pathname.includes('/api/eventlog');
        if (!isOurs && !['blob:', 'data:'].includes(url.protocol)) {
          left.push(`${request.method()} ${url.origin}${url.pathname}`);
        }
      });
      await page.goto(`${site.url}/lab/index.html`);
      await started(page);
    });
    await Promise.all(sites.map(site => site.close()));
  }
});

function asking(url: string, more: object = {}): object {
  return {
    operator: {
      name: 'Riverside Data Team',
      contact: 'privacy@riverside.test'
    },
    purposes: { improve: { title: 'Make it better', short: 'to find bugs' } },
    allowed_schemas: { [COMMANDS]: { level: 'technical', purpose: 'improve' } },
    sinks: {
      mixpanel: {
        class: 'mixpanel',
        runs_in: 'page',
        destination: 'Mixpanel',
        run_by: 'Mixpanel Inc.',
        public: { token: 'a public token', url: `${url}/track` }
      }
    },
    ...more
  };
}

async function started(page: Page): Promise<void> {
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  await page.locator('.jp-Launcher').first().waitFor();
}

/** Run a command as a person does, by its shortcut. */
async function runCommand(page: Page): Promise<void> {
  await page
    .locator('.jp-Launcher')
    .first()
    .click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+b');
}

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: 'Help', exact: true }).click();
  await page
    .getByRole('menuitem', { name: 'Data collection', exact: true })
    .click();
}

const toast = (page: Page) => page.locator('.Toastify__toast');
const panel = (page: Page) =>
  page.getByRole('region', { name: 'Data collection' });

test('after a yes a command goes to the service, in its form, and nothing else leaves', async ({
  page,
  open,
  service,
  left
}) => {
  await open(asking(service.url));
  await expect(toast(page)).toContainText(
    'Riverside Data Team and Mixpanel (Mixpanel Inc.) ask'
  );
  await runCommand(page);
  expect(left).toEqual([]);
  await toast(page).getByRole('button', { name: 'Accept' }).click();
  await toast(page).waitFor({ state: 'detached' });
  await runCommand(page);
  await expect.poll(() => service.sent.length).toBeGreaterThan(0);
  const [{ path, headers, body }] = service.sent;
  expect(path).toBe('/track?ip=0&verbose=1');
  expect(headers.cookie).toBeUndefined();
  expect(headers.referer).toBeUndefined();
  expect((body as object[])[0]).toEqual({
    event: 'command-executed',
    properties: {
      command_id: 'application:toggle-left-area',
      outcome: 'succeeded',
      token: 'a public token',
      time: expect.any(Number),
      distinct_id: expect.any(String),
      $insert_id: expect.any(String),
      schema_version: '1'
    }
  });
  expect(new Set(left)).toEqual(new Set([`POST ${service.url}/track`]));

  await openPanel(page);
  await expect(panel(page)).toContainText(
    'This page has no server: what is recorded goes straight to Mixpanel.'
  );
  await panel(page).getByRole('tab', { name: 'My data' }).click();
  await expect(panel(page)).toContainText('This page keeps no records.');
});

test('after a no nothing leaves, also after a reload', async ({
  page,
  open,
  service,
  left
}) => {
  await open(asking(service.url));
  await toast(page).getByRole('button', { name: 'Decline' }).click();
  await toast(page).waitFor({ state: 'detached' });
  await runCommand(page);
  await page.reload();
  await started(page);
  await runCommand(page);
  await openPanel(page);
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText(
    'Nothing is being collected'
  );
  await expect(toast(page)).toHaveCount(0);
  expect([left, service.sent]).toEqual([[], []]);
});

test('to turn everything off empties what waits, and lasts', async ({
  page,
  open,
  service
}) => {
  service.answer = 503;
  await open(asking(service.url));
  await toast(page).getByRole('button', { name: 'Accept' }).click();
  await toast(page).waitFor({ state: 'detached' });
  await runCommand(page);
  await expect.poll(() => service.sent.length).toBeGreaterThan(0);
  await page.reload();
  await started(page);
  await openPanel(page);
  const off = panel(page).getByRole('button', { name: 'Turn everything off' });
  await off.click();
  await expect(panel(page).getByRole('status').first()).toContainText(
    'Off in this browser. Kept at'
  );
  const before = service.sent.length;
  service.answer = 200;
  await page.reload();
  await started(page);
  await runCommand(page);
  await openPanel(page);
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText(
    'Nothing is being collected'
  );
  expect(service.sent).toHaveLength(before);
});

test('a mistake turns collection off, and is named', async ({
  page,
  open,
  service,
  left
}) => {
  await open(asking(service.url, { allowed_schema: {} }));
  await openPanel(page);
  await expect(panel(page)).toContainText(
    'unknown key "allowed_schema"; did you mean "allowed_schemas"?'
  );
  expect(left).toEqual([]);
});

test('without a configuration there is nothing, and no request', async ({
  page,
  open,
  left
}) => {
  await open(null);
  await runCommand(page);
  await openPanel(page);
  await expect(panel(page)).toContainText(
    'Nobody has set up data collection here.'
  );
  expect(left).toEqual([]);
  await expect(toast(page)).toHaveCount(0);
});
