import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { contrast } from './fixtures/layout';
import { THEMES, wear, widen } from './fixtures/looks';
import { ASKING } from './fixtures/operators';
import { show } from './fixtures/states';

const TOAST = '.Toastify__toast';

const ANSWERS = ['Accept', 'Decline'];

test('yes and no have equal weight in every theme', async ({ lab, page }) => {
  await lab.start(ASKING);
  await page.goto();
  await show(page);
  await widen(page, 284);
  const toast = page.locator(TOAST);
  const panel = page.locator('#eventlog-panel');
  for (const theme of THEMES) {
    await wear(page, theme);
    for (const place of [toast, panel]) {
      await weigh(page, place, ANSWERS, theme);
    }
  }
  // One action, and nothing follows it.
  await toast.getByRole('button', { name: ANSWERS[1] }).click();
  await expect(toast).toHaveCount(0);
  await expect(page.locator('.jp-Dialog, dialog[open]')).toHaveCount(0);
});

/** Height, width, font, weight, background, border and contrast; and how far by Tab. */
async function weigh(
  page: IJupyterLabPageFixture,
  place: Locator,
  answers: readonly string[],
  theme: string
): Promise<void> {
  await page.mouse.move(0, 0);
  const [yes, no] = await Promise.all(answers.map(name => look(place, name)));
  expect(yes.look, theme).toEqual(no.look);
  expect(Math.abs(yes.width / no.width - 1), theme).toBeLessThan(0.1);
  expect(Math.abs(yes.place - no.place), theme).toBe(1);
  expect(
    contrast(yes.look.color, yes.background),
    theme
  ).toBeGreaterThanOrEqual(4.5);
}

async function look(place: Locator, name: string) {
  return place.getByRole('button', { name, exact: true }).evaluate(node => {
    const { width, height } = node.getBoundingClientRect();
    const { color, border, font, backgroundColor, opacity, boxShadow } =
      getComputedStyle(node);
    const { fontWeight, textDecoration, padding } = getComputedStyle(node);
    let behind: Element | null = node;
    let background = backgroundColor;
    while (behind && /rgba\(.*, 0\)|transparent/.test(background)) {
      behind = behind.parentElement;
      background = behind ? getComputedStyle(behind).backgroundColor : '';
    }
    const stops = [...document.querySelectorAll('button')].filter(
      one => one.tabIndex >= 0 && one.checkVisibility()
    );
    return {
      width,
      background,
      place: stops.indexOf(node as HTMLButtonElement),
      look: {
        height,
        color,
        border,
        font,
        fontWeight,
        backgroundColor,
        opacity,
        boxShadow,
        textDecoration,
        padding
      }
    };
  });
}
