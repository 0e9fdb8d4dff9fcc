import { resolve } from 'node:path';
import { expect, openPanel, test } from './fixtures';
import { ASKING_FOR_NOTES, NOTES } from './fixtures/operators';
import type { LabServer } from './fixtures/server';

const EXAMPLE = resolve(__dirname, '../../examples/extension');

/** The example, as its users would install it: built by itself, no Python. */
async function install(lab: LabServer): Promise<void> {
  await lab.install(
    '@riverside/pinboard',
    `${EXAMPLE}/labextension`,
    `${EXAMPLE}/schemas`
  );
}

test('an extension of others emits through the policy, without any of its own', async ({
  lab,
  page,
  panel
}) => {
  await install(lab);
  await lab.start(ASKING_FOR_NOTES);
  await page.goto();
  const pin = (colour: string): Promise<number> =>
    page.evaluate(
      ([name]) =>
        window.jupyterapp.commands.execute('pinboard:pin', {
          colour: name,
          text: 'Ask Ada about the penguins'
        }),
      [colour]
    );
  await pin('yellow');
  await openPanel(page);
  await expect(panel).toContainText('Notes you pin');
  await panel.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toContainText(
    'being recorded'
  );
  expect(await pin('blue')).toBe(2);
  await expect.poll(() => lab.stored()).toHaveLength(1);
  expect(await lab.stored()).toMatchObject([
    { type: NOTES, data: { colour: 'blue' }, redacted: ['text'] }
  ]);
});

test('the same extension works where nobody has installed us', async ({
  lab,
  page
}) => {
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  await install(lab);
  await lab.start(
    `c.LabServerApp.labextensions_path = ["${lab.labextensions}"]\n`
  );
  await page.goto();
  const found = await page.evaluate(async () => {
    const { commands } = window.jupyterapp;
    return {
      ours: commands.hasCommand('eventlog:open'),
      pinned: await commands.execute('pinboard:pin', { colour: 'blue' })
    };
  });
  expect(found).toEqual({ ours: false, pinned: 1 });
  expect(errors).toEqual([]);
});
