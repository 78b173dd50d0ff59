import { withClient } from '../../src/adapters/postgres/prepare-database';
import type { MessageView } from '../../src/simulators/teams/message-view';
import { FIELDS } from '../support/order-bench';
import { openBotStage, wordsOf, type BotStage, type Json } from './support/bot-stage';

let stage: BotStage;
const sites = ['TXH97', 'TXH14', 'TXH33', 'TXH08', 'TXD97', 'TXD14', 'TXD33', 'CAL97', 'CAL14'];

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana', 'lee', 'alex']) {
    await stage.control('POST', `people/${key}/install`);
  }
}, 30_000);
afterAll(() => stage.close());

async function asked(by = 'sam'): Promise<string> {
  const siteId = sites.shift() ?? '';
  const { orderNumber } = await stage.bench.draft({ ...FIELDS, siteId }, by);
  await stage.bench.act(orderNumber, 'submit', by);
  await stage.relay();
  return orderNumber;
}

/** A click a tampered client makes up, on any card the person has. */
async function click(key: string, verb: string, data: Json) {
  const card = (await stage.messages(key)).find(({ from, card: shown }) => from === 'bot' && shown);
  return stage.press(key, card?.id ?? '', { raw: { type: 'Action.Execute', verb, data } });
}

const step = (orderNumber: string, number: number) => ({
  ...{ orderNumber, revision: 1, stage: `pending_approval:1.${number}` },
});

const sql = (text: string) =>
  withClient(stage.bench.database.superuserUrl, (client) => client.query(text));

async function states(number: string) {
  const { approval, stage: now } = await stage.bench.read(number);
  return [now, ...(approval?.steps.map(({ state }) => state) ?? [])];
}

test('an admin’s own order is not theirs to approve', async () => {
  const number = await asked('alex');
  const pressed = await click('alex', 'order.approve', step(number, 1));
  expect(pressed).toMatchObject({ kind: 'message', status: 200 });
  expect(pressed.text).toContain('does not decide it. Awaiting Dana Ruiz');
  expect(await states(number)).toEqual(['pending_approval', 'current', 'next']);
});

test('who approved the first step does not approve the second', async () => {
  const number = await asked();
  await click('dana', 'order.approve', step(number, 1));
  const pressed = await click('dana', 'order.approve', step(number, 2));
  expect(pressed).toMatchObject({ kind: 'message', status: 200 });
  expect(pressed.text).toContain('two steps need two people. Awaiting Lee Park');
  expect(await states(number)).toEqual(['pending_approval', 'done', 'current']);
});

test.each([
  ['a limit below the order', 'limit_minor = 100', 'above your approval limit'],
  ['a role that ended', 'ended_at = now()', 'You have no role'],
])('%s stops an approver who was asked', async (_what, change, sentence) => {
  const number = await asked();
  const danas = `role = 'approver' AND person_id = (SELECT id FROM people WHERE key = 'dana')`;
  await sql(`UPDATE role_grants SET ${change} WHERE ${danas}`);
  const pressed = await click('dana', 'order.approve', step(number, 1));
  await sql(`UPDATE role_grants SET limit_minor = 25000000, ended_at = NULL WHERE ${danas}`);
  expect(pressed.status).toBe(200);
  expect(pressed.text).toContain(sentence);
  expect(await states(number)).toEqual(['pending_approval', 'current', 'next']);
});

test('amounts and persons that a click brings along change nothing', async () => {
  const number = await asked();
  const before = await stage.bench.read(number);
  await click('dana', 'order.approve', {
    ...step(number, 1),
    ...{ monthly_cost: '1', totalCost: '1', requested_by: 'lee', actor: 'lee', fields: { x: 1 } },
  });
  const after = await stage.bench.read(number);
  expect(after).toMatchObject({
    ...{ monthlyCost: before.monthlyCost, totalCost: before.totalCost },
    ...{ termsHash: before.termsHash, requestedBy: before.requestedBy },
  });
  expect(after.approval?.steps[0]?.decision?.by.name).toBe('Dana Ruiz');
});

test('another order’s number in a card decides only what its reader may decide', async () => {
  const number = await asked();
  await click('dana', 'order.approve', step(number, 1));
  const other = await asked();
  const pressed = await click('lee', 'order.approve', step(other, 1));
  expect(pressed.text).toContain('not yours to decide');
  expect(await states(other)).toEqual(['pending_approval', 'current', 'next']);
});

test('a submit that does not say which terms were seen shows the order instead', async () => {
  const { orderNumber } = await stage.bench.draft({ ...FIELDS, siteId: 'WAS97' });
  const data = { orderNumber, revision: 1, stage: 'drafted' };
  const pressed = await click('sam', 'order.submit', data);
  expect(wordsOf(pressed.card)).toContain('The order changed since you saw it');
  expect(await states(orderNumber)).toEqual(['drafted']);
});

test('a thread is answered in the thread', async () => {
  const { body } = await stage.control('POST', 'conversations', {
    ...{ kind: 'channel', name: 'Orders', members: ['sam', 'dana'] },
  });
  const channel = String(body['id']);
  const say = { text: 'help submit', conversationId: channel };
  const root = await stage.control('POST', 'people/sam/send', say);
  const path = `people/dana/messages?conversationId=${encodeURIComponent(channel)}&atLeast=1`;
  const messages = (await stage.control('GET', path)).body['messages'] as MessageView[];
  expect(messages.find(({ from }) => from === 'bot')).toMatchObject({
    text: expect.stringContaining('Example: submit 123') as string,
    replyToId: root.body['activityId'],
  });
});
