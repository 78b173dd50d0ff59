import type { Browser, Page } from 'playwright-core';
import { createHouse, type House } from '../support/house';
import { createPersonas, offers, type Personas } from '../support/personas';
import { openBrowser } from './support/browser';

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

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Chicago',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  return page;
}

/** Signs in on the persona page of the directory, as a person would. */
async function openBoard(name: string): Promise<Page> {
  const page = await newPage();
  await page.goto(`${house.url}/circuit-orders`);
  await page.getByRole('button', { name: new RegExp(name, 'u') }).click();
  await page.getByRole('heading', { name: 'Circuit Order Management' }).waitFor();
  await page.getByText('Live').waitFor();
  return page;
}

/** Opens the stand-in as one person; the rail on the left says who one is. */
async function openChat(name: string): Promise<Page> {
  const page = await newPage();
  await page.goto(house.endpoints.teams.url);
  await page.getByRole('navigation', { name: 'Act as' }).getByText(name, { exact: true }).click();
  await page.getByText(`You are ${name}`).waitFor();
  return page;
}

const column = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });

test('lets Sam order in the chat, Dana and Lee approve, and moves the open board without a reload', async () => {
  const board = await openBoard('Vic Stone');
  let loads = 0;
  board.on('framenavigated', () => (loads += 1));

  const sam = await openChat('Sam');
  await sam
    .getByRole('textbox', { name: /Message to/u })
    .fill(
      'new order site=TXH97 purpose=Primary provider=Comcast speed=1G why="store opening" monthly=1800 install=1000 term=36',
    );
  await sam.keyboard.press('Enter');
  await sam.getByRole('button', { name: 'Submit for approval' }).click();
  await column(board, 'Draft').getByText('Awaiting approval').waitFor();

  const dana = await openChat('Dana');
  await dana.getByRole('button', { name: 'Approve' }).last().click();
  await dana
    .getByText(/Approved by Dana Ruiz/u)
    .first()
    .waitFor();
  const lee = await openChat('Lee');
  await lee.getByRole('button', { name: 'Approve' }).last().click();

  await column(board, 'Submitted').getByText('TXH 97').waitFor();
  expect(loads).toBe(0);
}, 90_000);

test('changes nothing on a viewer’s forged click', async () => {
  await people.say(
    'sam',
    'new order site=CAL97 purpose=Guest provider=Comcast speed=500M why="guests ask for it" monthly=900 install=100 term=36',
  );
  const draft = await people.card(
    'sam',
    (card) => offers('order.submit')(card) && JSON.stringify(card).includes('CAL 97'),
  );
  await people.press('sam', draft.id, 'order.submit');
  const asked = await people.card(
    'dana',
    (card) => offers('order.approve')(card) && JSON.stringify(card).includes('CAL 97'),
  );
  const number = /CO-\d{4}-\d{6}/u.exec(JSON.stringify(asked.card))?.[0] ?? '';
  const before = await people.order(number);
  await people.press('vic', asked.id, 'order.approve');
  expect(await people.order(number)).toMatchObject({ stage: 'pending_approval', pv: before.pv });
}, 60_000);

test('refuses a drag to a forbidden column with its reason', async () => {
  const board = await openBoard('Sam Okafor');
  const card = column(board, 'Submitted').getByRole('listitem').first();
  await card.waitFor();
  const from = await card.boundingBox();
  const to = await column(board, 'Completed').boundingBox();
  if (from === null || to === null) throw new Error('The board has no boxes.');
  await board.mouse.move(from.x + 60, from.y + 40);
  await board.mouse.down();
  await board.mouse.move(from.x + 90, from.y + 60, { steps: 4 });
  await board.mouse.move(to.x + to.width / 2, to.y + 200, { steps: 8 });
  await column(board, 'Completed')
    .getByText(/Testing comes first/u)
    .waitFor();
  await board.mouse.up();
  await column(board, 'Submitted').getByText('TXH 97').waitFor();
}, 60_000);

test('leaves no error on any page', () => {
  expect(troubles).toEqual([]);
});
