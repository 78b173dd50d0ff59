import { many, sql } from '../../src/adapters/postgres/sql';
import { openBotStage, type BotStage, type Json } from '../bot/support/bot-stage';
import type { MessageView } from '../../src/simulators/teams/message-view';
import { FIELDS } from '../support/order-bench';

let stage: BotStage;
const sites = [
  'TXH97',
  'TXH14',
  'TXH33',
  'TXH08',
  'TXD97',
  'TXD14',
  'TXD33',
  'CAL97',
  'CAL14',
  'CAL33',
];

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana', 'lee']) await stage.control('POST', `people/${key}/install`);
}, 30_000);
afterAll(() => stage.close());
afterEach(async () => {
  await stage.control('PUT', 'faults', []);
  for (const key of ['sam', 'dana']) {
    await stage.control('PUT', `people/${key}/blocked`, { blocked: false });
    await stage.say(key, 'help');
  }
  await stage.relay();
});

/** An order that waits for Dana; nothing is told yet. */
async function asked(): Promise<string> {
  const siteId = sites.shift() ?? '';
  const { orderNumber } = await stage.bench.draft({ ...FIELDS, siteId });
  await stage.relay();
  await stage.bench.act(orderNumber, 'submit', 'sam');
  return orderNumber;
}

async function about(key: string, number: string): Promise<MessageView[]> {
  return (await stage.messages(key)).filter(
    ({ from, card, text }) => from === 'bot' && `${JSON.stringify(card)}${text}`.includes(number),
  );
}

const offersApproval = ({ card }: MessageView) => JSON.stringify(card).includes('order.approve');

const fault = (operation: string, key: string, kind: string, more: Json = {}) =>
  stage.control('PUT', 'faults', [{ operation, key, kind, times: 1, ...more }]);

async function mailsTo(key: string, happening: string): Promise<Json[]> {
  return many<Json>(
    stage.bench.app,
    sql`SELECT x.key, x.body FROM outbox x JOIN people p ON p.id = x.person_id
        WHERE p.key = ${key} AND x.key LIKE ${`%/${happening}/%`}`,
  );
}

/** What waits or was given up, as if the time until the next try had passed. */
async function retryNow(): Promise<void> {
  await many(
    stage.bench.app,
    sql`UPDATE chat_outbox SET not_before = created_at
    WHERE state = 'pending' RETURNING id`,
  );
  await stage.relay();
}

test('a question whose chat has vanished is asked where the person writes next', async () => {
  const number = await asked();
  await fault('send', 'dana', '404');
  await stage.relay();
  expect(await about('dana', number)).toEqual([]);
  await stage.say('dana', 'help');
  await retryNow();
  expect((await about('dana', number)).filter(offersApproval)).toHaveLength(1);
});

test('a vanished card that still asks is sent anew, one that does not is let go', async () => {
  const number = await asked();
  await stage.relay();
  const [danas] = await about('dana', number);
  const [sams] = await about('sam', number);
  for (const card of [danas, sams]) await stage.control('DELETE', `messages/${card?.id ?? ''}`);
  await stage.say('sam', `edit ${number} notes="the key is at the desk"`);
  await retryNow();
  await retryNow();
  expect((await about('dana', number)).filter(offersApproval)).toHaveLength(1);
  expect((await about('sam', number)).filter(({ card }) => card !== null)).toEqual([]);
});

test('what is only told in Teams goes by mail to who blocked the bot, once', async () => {
  const number = await asked();
  await stage.control('PUT', 'people/sam/blocked', { blocked: true });
  await stage.bench.act(number, 'approve', 'dana');
  await stage.relay();
  await retryNow();
  const mails = await mailsTo('sam', 'step_approved');
  expect(mails).toMatchObject([{ body: { template: 'ask' } }]);
});

test('what is mailed anyway is not mailed twice to who blocked the bot', async () => {
  const number = await asked();
  await stage.control('PUT', 'people/dana/blocked', { blocked: true });
  await stage.relay();
  await retryNow();
  const mine = (await mailsTo('dana', 'asked')).filter(({ key }) => String(key).startsWith(number));
  expect(mine).toHaveLength(1);
});

describe('the short text to the requester', () => {
  test('says who approved and who is next, and the card changes silently', async () => {
    const number = await asked();
    await stage.bench.act(number, 'approve', 'dana', { comment: 'fits' });
    await stage.relay();
    const told = await about('sam', number);
    expect(told.filter(({ card }) => card !== null)).toHaveLength(1);
    expect(told.flatMap(({ text }) => text || [])).toEqual([
      expect.stringMatching(
        /^Approved by Dana Ruiz, step 1 of 2, .*: TX[HD] \d+, Comcast 1G \(CO-.*\)\. Next: Lee Park\.$/u,
      ),
    ]);
  });

  test('says why an order came back and what to do', async () => {
    const number = await asked();
    await stage.bench.act(number, 'reject', 'dana', { comment: 'too *dear*' });
    await stage.relay();
    const [told] = (await about('sam', number)).filter(({ text }) => text !== '');
    expect(told).toMatchObject({ textFormat: 'plain', card: null });
    expect(told?.text).toMatch(/^Rejected by Dana Ruiz, .*“too \*dear\*” Change the order and/u);
  });

  test.each([
    ['is not repeated where it may have arrived', 'lost', {}, 1],
    ['is repeated where it certainly did not', '412', {}, 1],
    ['waits as long as it is told to', '429', { with: { retryAfter: 1 } }, 1],
  ])('%s', async (_what, kind, more, count) => {
    const number = await asked();
    await stage.relay();
    await stage.bench.act(number, 'return', 'dana', { comment: 'a shorter term' });
    // The first send to Sam is the text; updates of his card are another operation.
    await fault('send', 'sam', kind, more);
    await stage.relay();
    await retryNow();
    expect((await about('sam', number)).filter(({ text }) => text !== '')).toHaveLength(count);
  });
});

test('what Teams has not taken for hours goes by mail, once, and by Teams when it can', async () => {
  const number = await asked();
  await stage.relay();
  await stage.bench.act(number, 'approve', 'dana');
  await fault('send', 'sam', '503', { times: 2 });
  await stage.relay();
  await retryNow();
  const mails = await mailsTo('sam', 'step_approved');
  expect(mails.filter(({ key }) => String(key).startsWith(number))).toHaveLength(1);
  await retryNow();
  expect((await about('sam', number)).at(-1)?.text).toContain('step 1 of 2');
});
