import type { Browser, Page } from 'playwright-core';
import { createHouse, type House } from '../support/house';
import { mondayIn } from '../support/monday-in';
import { createPersonas, type Personas } from '../support/personas';
import { openBrowser } from './support/browser';
import { expectFocus, tabTo } from './support/keyboard';
import { confirmButton } from './support/scene';

/*
 * The first order's whole way with a keyboard and nothing else. Every stop has to show that it has
 * the focus, and after each step the focus has to be where a person goes on.
 */
let house: House;
let people: Personas;
let browser: Browser;
const troubles: string[] = [];

beforeAll(async () => {
  [house, browser] = await Promise.all([createHouse(), openBrowser()]);
  people = createPersonas(house);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await house.stop();
}, 60_000);

async function open(url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Chicago',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(url);
  return page;
}

async function signIn(name: RegExp): Promise<Page> {
  const page = await open(`${house.url}/circuit-orders`);
  await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
  await tabTo(page, name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Circuit Order Management' }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

/** Opens the stand-in and becomes one person on its rail; the message box waits for the text. */
async function chatAs(name: string): Promise<Page> {
  const page = await open(house.endpoints.teams.url);
  await expectFocus(page, /Message to/u, 'form');
  await tabTo(page, new RegExp(`^[A-Z]{2}${name}`, 'u'));
  await page.keyboard.press('Enter');
  await page.getByText(`You are ${name}`).waitFor();
  await expectFocus(page, /Message to/u, 'form');
  return page;
}

const cardIn = (page: Page, status: string) =>
  page.locator(`[data-status="${status}"] [data-order]`);

/** Orders in the chat, submits the card, and lets both approvers agree; answers the order. */
async function orderAndApprove(board: Page): Promise<string> {
  const sam = await chatAs('Sam');
  await sam.keyboard.type(
    'new order site=TXH97 purpose=Primary provider=Comcast speed=1G why="store opening" monthly=1800 install=1000 term=36',
  );
  await sam.keyboard.press('Enter');
  await sam.getByRole('button', { name: 'Submit for approval' }).waitFor();
  await tabTo(sam, /^Submit for approval$/u, 'Shift+Tab');
  await sam.keyboard.press('Enter');
  await cardIn(board, 'draft').getByText('Awaiting approval').waitFor();
  await expectFocus(sam, /Awaiting Dana Ruiz/u, 'article');

  for (const name of ['Dana', 'Lee']) {
    const chat = await chatAs(name);
    await chat.getByRole('button', { name: 'Approve' }).last().waitFor();
    await tabTo(chat, /^Approve$/u, 'Shift+Tab');
    await chat.keyboard.press('Enter');
    await chat
      .getByText(new RegExp(`Approved by ${name}`, 'u'))
      .first()
      .waitFor();
    await expectFocus(chat, /^CO-\d{4}-\d{6}/u, 'article');
  }
  await cardIn(board, 'submitted').getByText('TXH 97').waitFor();
  return (await cardIn(board, 'submitted').getAttribute('data-order')) ?? '';
}

test('takes an order from the chat to enabled by keyboard alone', async () => {
  const board = await signIn(/Sam Okafor/u);
  let loads = 0;
  board.on('framenavigated', () => (loads += 1));
  const number = await orderAndApprove(board);
  expect(loads).toBe(0);

  await people.reach(number, 'acknowledged');
  await people.carrier(number, { do: 'accept' });
  await people.carrier(number, { do: 'setDate', date: mondayIn(12) });
  await people.carrier(number, { do: 'complete' });
  await people.reach(number, 'testing');
  await cardIn(board, 'installation').waitFor();

  // The menu and the dialog each give the card back when they close.
  const card = new RegExp(`^${number}`, 'u');
  await tabTo(board, card);
  await board.keyboard.press('m');
  await expectFocus(board, /Completed/u, 'menu');
  await board.keyboard.press('Escape');
  await expectFocus(board, card, 'installation');
  await board.keyboard.press('Control+Shift+ArrowRight');
  await expectFocus(board, /Test result/u, 'dialog');
  await board.keyboard.press('Escape');
  await expectFocus(board, card, 'installation');

  await board.keyboard.press('m');
  await expectFocus(board, /Completed/u, 'menu');
  await board.keyboard.press('Enter');
  await expectFocus(board, /Test result/u, 'dialog');
  await board.keyboard.type('940 Mbit/s both ways');
  await tabTo(board, /^Accept circuit$/u);
  await confirmButton(board).waitFor();
  await board.keyboard.press('Enter');
  await expectFocus(board, card, 'completed');

  await board.keyboard.press('Enter');
  await expectFocus(board, /TXH 97/u, 'aside');
  await tabTo(board, /^Enable/u);
  await board.keyboard.press('Enter');
  await expectFocus(board, /^Enable/u, 'dialog');
  await confirmButton(board).waitFor();
  await board.keyboard.press('Enter');
  // The button has done its work and is gone; the order's title takes its place.
  await expectFocus(board, /TXH 97/u, 'aside');
  await people.reach(number, 'enabled');
  await board.keyboard.press('Escape');
  await expectFocus(board, card, 'completed');
}, 120_000);

test('leaves no error on any page', () => {
  expect(troubles).toEqual([]);
});
