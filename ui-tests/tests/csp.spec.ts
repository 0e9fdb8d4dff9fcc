import { expect, test } from '@playwright/test';
import { serveSite } from './fixtures/site';

const CHECKED =
  'https://jupyter-eventlog.readthedocs.io/schemas/command-executed';
const UNCHECKED = 'https://riverside.example/schemas/unchecked';

interface ILog {
  setPolicy(view: object): void;
  setConsent(granted: object): void;
  emit(schemaId: string, version: number, data: object): void;
  flush(): Promise<void>;
}

test('where a page may compile nothing, what was compiled before checks', async ({
  page
}) => {
  const site = await serveSite('csp.mjs', {
    headers: { 'Content-Security-Policy': "script-src 'self'" }
  });
  await page.goto(site.url);
  await page.waitForFunction(() => 'log' in window);

  const { canCompile, sent } = await page.evaluate(
    async ([checked, unchecked]) => {
      const { log, sent: events } = window as unknown as {
        log: ILog;
        sent: { data: object }[];
      };
      const schema = (id: string): object => ({
        $id: id,
        version: '1',
        type: 'object',
        properties: {
          command_id: { type: 'string', categories: ['technical'] },
          trigger: { categories: ['technical'] },
          outcome: { categories: ['technical'] }
        }
      });
      log.setPolicy({
        allowed_schemas: {
          [checked]: { level: 'technical' },
          [unchecked]: { level: 'technical' }
        },
        schemas: [schema(checked), schema(unchecked)],
        disclosures: {}
      });
      log.setConsent({ [checked]: true, [unchecked]: true });
      const fine = { trigger: 'menu', outcome: 'failed' };
      log.emit(checked, 1, { command_id: 1, ...fine });
      log.emit(checked, 1, { command_id: 'fine', ...fine });
      log.emit(unchecked, 1, { command_id: 2 });
      await log.flush();
      let compiles = true;
      try {
        new Function('return 1');
      } catch {
        compiles = false;
      }
      return { canCompile: compiles, sent: events.map(one => one.data) };
    },
    [CHECKED, UNCHECKED] as const
  );
  await site.close();
  expect(canCompile).toBe(false);
  // What has no check here is the server's to judge.
  expect(sent).toEqual([
    { command_id: 'fine', trigger: 'menu', outcome: 'failed' },
    { command_id: 2 }
  ]);
});
