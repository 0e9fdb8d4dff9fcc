import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { expect, picture, test } from './fixtures';
import { violations } from './fixtures/axe';
import { faults } from './fixtures/layout';
import { THEMES, WIDTHS, wear, widen } from './fixtures/looks';
import { WORLDS, enter, show, start } from './fixtures/states';

/** All themes, widths and parts of each state: minutes, `make test-access`. */
const FULL = Boolean(process.env.ACCESS_FULL);
const TABS = ['choices', 'live', 'data', 'about'] as const;
const ORDER = WORLDS.flatMap(world => world.states.map(({ name }) => name));

test.describe.configure({ timeout: 600_000 });

for (const world of WORLDS) {
  test(`nothing is out of reach: ${world.name}`, async ({ lab, page }) => {
    await start(lab, world);
    await page.goto();
    await show(page);
    await widen(page, WIDTHS[0]);
    const found: string[] = [];
    for (const state of world.states) {
      await enter({ lab, page }, state);
      await picture(page, state.name);
      const lines = FULL
        ? await everywhere(page)
        : await once(page, ORDER.indexOf(state.name));
      found.push(...lines.map(line => `${state.name}: ${line}`));
      await wear(page, THEMES[0]);
      await open(page, 'choices');
    }
    expect([...new Set(found)]).toEqual([]);
  });
}

/** One theme, width and part: another one for each state in turn. */
async function once(
  page: IJupyterLabPageFixture,
  turn: number
): Promise<string[]> {
  await open(page, TABS[turn % TABS.length]);
  return dressed(page, THEMES[Math.floor(turn / 2) % THEMES.length]);
}

async function everywhere(page: IJupyterLabPageFixture): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await widen(page, width);
    for (const theme of THEMES) {
      for (const tab of TABS) {
        await open(page, tab);
        const lines = await dressed(page, theme);
        found.push(
          ...lines.map(line => `${width} px, ${theme}, ${tab}: ${line}`)
        );
      }
    }
  }
  await widen(page, WIDTHS[0]);
  return found;
}

async function dressed(
  page: IJupyterLabPageFixture,
  theme: (typeof THEMES)[number]
): Promise<string[]> {
  await wear(page, theme);
  return [
    ...(await violations(page)),
    ...(await faults(page, theme === 'forced colours'))
  ];
}

/** Open a part of the panel where it has any, with all that can be opened in it. */
async function open(
  page: IJupyterLabPageFixture,
  tab: (typeof TABS)[number]
): Promise<void> {
  const panel = page.locator('#eventlog-panel');
  const button = panel.locator(`[data-tab="${tab}"]`);
  if ((await button.count()) > 0) {
    await button.click();
    await expect(button).toHaveAttribute('aria-selected', 'true');
  }
  const closed = panel.locator('.jp-EventLog-card [aria-expanded="false"]');
  while ((await closed.count()) > 0) {
    await closed.first().click();
  }
}
