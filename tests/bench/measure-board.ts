import type { Browser, Page } from 'playwright-core';
import type { OrderAnswer } from '../../src/api/answers';
import { addDays } from '../../src/domain/time';
import type { House } from '../support/house';
import type { Personas } from '../support/personas';
import { openBrowser } from '../web/support/browser';
import { openBarePage } from './bare-page';
import type { Figure } from './figure';
import { painted, wallClock } from './painted';
import { watchCommits } from './watch-commits';

const ROUNDS = 30;

/**
 * From the commit of a change to its card painted in the right column of somebody else's board, in
 * a real browser; beside it a bare notification to a bare page of the same browser.
 */
export async function measureBoard(house: House, people: Personas): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const orders = await createDrafts(people);
    const board = await openBoard(browser, house.url);
    return [
      {
        what: 'board: commit to card painted elsewhere',
        values: await cancelEach(house, people, board, orders),
        aimMs: 1_000,
      },
      {
        what: 'board: bare NOTIFY, stream, paint',
        values: await tellBarePage(browser, house.database.superuserUrl),
        aimMs: null,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Each asked for a day before the last: columns sort by date, so the next card comes on top. */
async function createDrafts(people: Personas): Promise<string[]> {
  const numbers: string[] = [];
  const today = new Date().toISOString().slice(0, 10);
  for (let round = 0; round < ROUNDS; round += 1) {
    const response = await people.post('sam', '/api/orders', {
      site_id: 'CAL97',
      circuit_purpose: 'Primary',
      provider: 'comcast',
      speed: '1G',
      justification: 'The bench needs one order.',
      target_date: addDays(today, 200 - round),
    });
    if (!response.ok) throw new Error(await response.text());
    const { order } = (await response.json()) as { order: OrderAnswer };
    numbers.push(order.order_number);
  }
  return numbers;
}

async function openBoard(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${url}/circuit-orders`);
  await page.getByRole('button', { name: /Dana Ruiz/u }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.locator('[data-order]').first().waitFor();
  return page;
}

async function cancelEach(
  house: House,
  people: Personas,
  board: Page,
  orders: readonly string[],
): Promise<number[]> {
  const commits = await watchCommits(house.database.superuserUrl);
  const values: number[] = [];
  for (const order of orders) {
    const shown = painted(board, `[data-status="cancelled"] [data-order="${order}"]`);
    const committed = commits.of(order, 'withdrawn');
    await people.act('sam', order, 'cancel', { reason: 'The bench has seen it.' });
    values.push((await shown) - (await committed));
  }
  await commits.close();
  return values;
}

async function tellBarePage(browser: Browser, databaseUrl: string): Promise<number[]> {
  const bare = await openBarePage(databaseUrl);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(bare.url);
  // What is told before the stream is open, nobody hears.
  await page.locator('[data-open]').waitFor({ state: 'attached' });
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const shown = painted(page, `[data-told="${round}"]`);
    const committed = wallClock();
    await bare.tell(String(round));
    values.push((await shown) - committed);
  }
  await page.close();
  await bare.close();
  return values;
}
