import type { MessageView } from '../../src/simulators/teams/message-view';
import { FIELDS } from '../support/order-bench';
import { openBotStage, wordsOf, type BotStage, type Json } from './support/bot-stage';

let stage: BotStage;
let group: string;
let number: string;

beforeAll(async () => {
  stage = await openBotStage();
  const members = ['sam', 'dana', 'vic'];
  for (const key of members) await stage.control('POST', `people/${key}/install`);
  const { body } = await stage.control('POST', 'conversations', {
    ...{ kind: 'groupChat', name: 'Stores', members },
  });
  group = String(body['id']);
}, 30_000);
afterAll(() => stage.close());

const sites = ['TXH97', 'TXH14', 'TXH33', 'TXH08', 'TXD97', 'TXD14', 'TXD33', 'CAL97', 'CAL14'];
beforeEach(async () => {
  const siteId = sites.shift() ?? '';
  number = (await stage.bench.draft({ ...FIELDS, siteId })).orderNumber;
});

/** What everyone in the group reads after something was done there. */
async function readByVic(act: () => Promise<unknown>): Promise<MessageView> {
  const path = `people/vic/messages?conversationId=${encodeURIComponent(group)}`;
  const before = (await stage.control('GET', path)).body['messages'] as MessageView[];
  await act();
  const wait = `&after=${before.at(-1)?.id ?? '0'}&atLeast=1&timeoutMs=4000`;
  const { body } = await stage.control('GET', `${path}${wait}`);
  const answer = (body['messages'] as MessageView[]).filter(({ from }) => from === 'bot').at(-1);
  if (answer === undefined) throw new Error('The group read nothing');
  return answer;
}

const typed = (key: string, text: string) =>
  stage.control('POST', `people/${key}/send`, { text, conversationId: group });

/** A button of a client too old for card answers: what it answers is posted for all. */
async function pressOld(key: string, data: Json): Promise<MessageView> {
  const card = await readByVic(() => typed('sam', `status ${number}`));
  const raw = { type: 'Action.Submit', data: { orderNumber: number, revision: 1, ...data } };
  return readByVic(() =>
    stage.control('POST', `people/${key}/action`, {
      ...{ activityId: card.id, conversationId: group, useFallback: true, raw },
    }),
  );
}

const MONEY = /1,?800|66,?800|65,?800/u;

test.each([
  ['form', { verb: 'order.edit', stage: 'drafted' }],
  ['own view', { verb: 'card.refresh', view: 'order' }],
  ['cancel without a reason', { verb: 'order.cancel', stage: 'drafted' }],
])('the %s of one person is not posted for all', async (_what, data) => {
  const answer = await pressOld('sam', data);
  expect(JSON.stringify(answer)).not.toMatch(MONEY);
  expect(JSON.stringify(answer)).not.toContain('order.submit');
});

test.each([
  ['a decision', { verb: 'order.approve', stage: 'pending_approval:1.1' }, 'step 2 of 2'],
  [
    'a rejection without a comment',
    { verb: 'order.reject', stage: 'pending_approval:1.1' },
    'Write why before you reject',
  ],
  ['a click on an old card', { verb: 'order.approve', stage: 'pending_approval:9.1' }, 'changed'],
  ['an approver’s view', { verb: 'card.refresh', view: 'approval' }, 'step 1 of 2'],
])('%s is answered for all without costs or buttons', async (_what, data, words) => {
  await stage.bench.act(number, 'submit', 'sam');
  const answer = await pressOld('dana', data);
  expect(wordsOf(answer.baseCard)).toContain(words);
  expect(JSON.stringify(answer)).not.toMatch(MONEY);
  expect(JSON.stringify(answer)).not.toContain('order.approve');
});

test.each([
  ['the bot’s mention', '<at>Circuit Orders</at>\u00a0status '],
  ['a mention and a line break', '<at>Circuit Orders</at>\n status\u00a0'],
])('a command behind %s is read', async (_what, before) => {
  const answer = await readByVic(() => typed('sam', `${before}${number}`));
  expect(wordsOf(answer.baseCard)).toContain(number);
});
