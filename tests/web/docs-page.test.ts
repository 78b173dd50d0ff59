import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import express from 'express';
import type { Browser } from 'playwright-core';
import { docsPage } from '../../src/api/pages/docs';
import { openBrowser } from './support/browser';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  const app = express();
  app.get('/openapi.json', (_request, response) => {
    response.type('json').send(readFileSync(`${__dirname}/../../docs/openapi.json`));
  });
  app.use(docsPage());
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
});

test('shows what each call takes and answers, with every name resolved', async () => {
  const page = await browser.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/docs`);
  const create = page.locator('section').filter({ hasText: 'POST/api/orders' }).first();
  await create.getByText('Request body').click();
  await create.getByRole('cell', { name: 'site_id' }).waitFor();
  await create.getByText('Parameters').click();
  await create.getByRole('cell', { name: 'Idempotency-Key, header' }).waitFor();
  const text = (await page.locator('body').textContent()) ?? '';
  expect(text).not.toMatch(/\$ref|undefined|\[object/u);
  expect(text.match(/\banything\b/gu) ?? []).toEqual([]);
  expect(troubles).toEqual([]);
}, 60_000);
