import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { serveSite } from './fixtures/site';

const KIND = 'https://riverside.example/schemas/counted';
const COUNT = 50;

const VIEW = {
  allowed_schemas: { [KIND]: { level: 'technical' } },
  schemas: [
    {
      $id: KIND,
      version: '1',
      type: 'object',
      properties: { n: { type: 'integer', categories: ['technical'] } }
    }
  ],
  disclosures: {}
};

/** What the page of the worker keeps. */
interface IShared {
  worker: Worker;
}

test('what a worker emitted outlives it, and arrives once', async ({
  page
}) => {
  const arrived: number[] = [];
  let isUp = false;
  const site = await serveSite('worker.mjs', {
    post: async (request, response) => {
      const { events } = JSON.parse(await text(request)) as {
        events: { data: { n: number } }[];
      };
      if (!isUp) {
        response.writeHead(503, { 'Retry-After': '0' }).end();
        return;
      }
      arrived.push(...events.map(({ data }) => data.n));
      const results = events.map(() => ({ status: 'stored' }));
      response.end(JSON.stringify({ results }));
    }
  });
  const start = (): Promise<void> =>
    page.evaluate(() => {
      const shared = window as unknown as IShared;
      shared.worker = new Worker('/out/main.mjs', { type: 'module' });
    });
  const ask = (message: object): Promise<unknown> =>
    page.evaluate(said => {
      const { worker } = window as unknown as IShared;
      return new Promise(resolve => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(said);
      });
    }, message);

  await page.goto(`${site.url}empty.html`);
  await start();
  await ask({ view: VIEW, count: COUNT });
  await expect
    .poll(() => ask({}))
    .toEqual({ storage: 'device', states: Array(COUNT).fill('waiting') });
  await page.evaluate(() => (window as unknown as IShared).worker.terminate());
  expect(arrived).toEqual([]);

  isUp = true;
  await start();
  await ask({ view: VIEW, count: 0 });
  await expect.poll(() => arrived.length).toBe(COUNT);
  await ask({ view: VIEW, count: 1 });
  await expect.poll(() => arrived.length).toBe(COUNT + 1);
  const numbers = Array.from({ length: COUNT }, (_, n) => n);
  expect(arrived.sort((a, b) => a - b)).toEqual([0, ...numbers]);
  await site.close();
});
