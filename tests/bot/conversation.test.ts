import type { MessageView } from '../../src/simulators/teams/message-view';
import { one, sql } from '../../src/adapters/postgres/sql';
import type { ActOutcome } from '../../src/ports/runtime';
import { openBotStage, wordsOf, type BotStage, type Json } from './support/bot-stage';

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
}, 30_000);
afterAll(() => stage.close());

const bots = (messages: MessageView[]) => messages.filter(({ from }) => from === 'bot');

test('greets a person once, however often and in whatever order the app announces itself', async () => {
  const arrival = await stage.activity('sam', { type: 'installationUpdate', action: 'add' });
  const members = await stage.activity('sam', {
    type: 'conversationUpdate',
    membersAdded: [{ id: `28:${stage.sim.appId}` }],
  });
  await stage.control('POST', 'people/sam/install');
  await Promise.all([members, arrival, members, arrival].map((one) => stage.deliver(one)));
  const greetings = bots(await stage.messages('sam'));
  expect(greetings).toHaveLength(1);
  expect(greetings[0]?.card).not.toBeNull();
});

test('greets again after the app was removed', async () => {
  await stage.control('POST', 'people/alex/install');
  await stage.control('POST', 'people/alex/uninstall', {});
  await stage.control('POST', 'people/alex/install');
  expect(bots(await stage.messages('alex'))).toHaveLength(2);
});

test('remembers where a person was last seen', async () => {
  const { count } = await one<{ count: bigint }>(
    stage.bench.app,
    sql`SELECT count(*) FROM chat_conversations c JOIN people p ON p.id = c.person_id
        WHERE p.key = 'sam' AND c.state = 'open' AND c.welcomed`,
  );
  expect(count).toBe(1n);
});

test('answers help with the commands of the asker, within ten lines', async () => {
  const [answer] = await stage.say('sam', 'help');
  expect(answer).toMatchObject({ textFormat: 'plain', card: null });
  expect(answer?.text).toContain('new order');
  expect(answer?.text).not.toContain('approve <id>');
  expect(answer?.text.split('\n').length).toBeLessThanOrEqual(10);
});

test('the welcome card opens the form and the list', async () => {
  const [greeting] = await stage.messages('sam');
  const list = await stage.press('sam', greeting?.id ?? '', { verb: 'list.mine' });
  expect(list.text).toContain('You have no open orders.');
  const form = await stage.press('sam', greeting?.id ?? '', { verb: 'order.create' });
  expect(wordsOf(form.card)).toContain('New order');
});

test('an approver’s welcome card opens what waits for them', async () => {
  await stage.control('POST', 'people/dana/install');
  const { body } = await stage.control('GET', 'people/dana/messages?after=0&atLeast=1');
  const [greeting] = bots(body['messages'] as MessageView[]);
  const { orderNumber } = await stage.bench.draft();
  await stage.bench.act(orderNumber, 'submit', 'sam');
  const press = { verb: 'list.pending' };
  const list = await stage.press('dana', greeting?.id ?? '', press);
  expect(wordsOf(list.card)).toContain('Waiting for your decision');
  expect(wordsOf(list.card)).toContain(orderNumber);
  const [sams] = await stage.messages('sam');
  const empty = await stage.press('sam', sams?.id ?? '', {
    raw: { type: 'Action.Execute', ...press, data: {} },
  });
  expect(empty.text).toContain('Nothing waits for your decision.');
});

test('nobody without a role learns more than how to get one', async () => {
  const oid = 'a1000000-0000-4000-8000-00000000abcd';
  const from = { id: '29:someone', aadObjectId: oid };
  await stage.deliver(await stage.activity('sam', { text: 'pending', from }));
  const answer = bots(await stage.messages('sam')).at(-1);
  expect(answer?.text).toContain('You have no role in circuit-orders yet');
});

test('looks a person up once where the channel does not say who it is', async () => {
  const { body } = await stage.control('GET', 'people/sam');
  const from = { id: body['teamsUserId'] };
  const say = async (text: string) => stage.deliver(await stage.activity('sam', { text, from }));
  await say('help submit');
  await say('help submit');
  const answers = bots(await stage.messages('sam')).slice(-2);
  expect(answers.map(({ text }) => text.includes('Example: submit 123'))).toEqual([true, true]);
});

test('stays silent where nothing was said', async () => {
  const before = bots(await stage.messages('sam')).length;
  for (const more of [
    { type: 'typing' },
    { type: 'messageReaction' },
    { type: 'event', name: 'x' },
    { value: { nothing: true } },
    { text: '' },
    { type: 'conversationUpdate', membersAdded: [{ id: '29:other' }] },
  ]) {
    expect(await stage.deliver(await stage.activity('sam', more))).toEqual({
      status: 200,
      body: {},
    });
  }
  expect(bots(await stage.messages('sam'))).toHaveLength(before);
});

test('answers an invoke it does not know with an empty 200', async () => {
  const invoke = await stage.activity('sam', { type: 'invoke', name: 'task/fetch', value: {} });
  expect(await stage.deliver(invoke)).toEqual({ status: 200, body: {} });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a word', 'x'],
  ['no action', {}],
  ['an action that is a list', { action: [] }],
  ['a verb that is a number', { action: { verb: 7 } }],
  ['data that is text', { action: { verb: 'order.approve', data: 'x' } }],
  ['data of the prototype', { action: { verb: '__proto__', data: { __proto__: 1 } } }],
  ['a verb of every object', { action: { verb: 'order.constructor', data: {} } }],
])('answers a button whose value is %s', async (_what, value) => {
  const invoke = await stage.activity('sam', {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value,
  });
  const { status, body } = await stage.deliver(invoke);
  expect(status).toBe(200);
  expect(body['statusCode']).toBe(200);
  expect(String(body['value'])).toMatch(/no longer offered|No order/u);
});

test('a group sees neither costs nor buttons', async () => {
  const number = (await stage.bench.draft()).orderNumber;
  const group = await stage.control('POST', 'conversations', {
    kind: 'groupChat',
    name: 'Stores',
    members: ['sam', 'vic'],
  });
  const conversationId = String(group.body['id']);
  await stage.control('POST', 'people/sam/send', { text: `status ${number}`, conversationId });
  await stage.control('POST', 'people/sam/send', { text: 'my orders', conversationId });
  const { body } = await stage.control(
    'GET',
    `people/vic/messages?conversationId=${encodeURIComponent(conversationId)}&atLeast=2`,
  );
  const [card, list] = bots(body['messages'] as MessageView[]);
  expect(wordsOf(card?.baseCard)).toContain(number);
  expect(wordsOf(card?.baseCard)).not.toMatch(/1,800|Submit for approval/u);
  expect(list?.text).toContain('in our own chat');
});

test('a database that is away changes nothing and says so', async () => {
  const away = jest
    .spyOn(stage.tools.orders, 'read')
    .mockRejectedValue(new Error('connection refused'));
  const [answer] = await stage.say('sam', 'status 1');
  away.mockRestore();
  expect(answer?.text).toBe('Nothing was changed. Please try again in a moment.');
});

test('a wish that was stored before the trouble is not called undone', async () => {
  const { orderNumber } = await stage.bench.draft();
  const gone = jest.spyOn(stage.runtime, 'act').mockRejectedValue(new Error('gone'));
  const [answer] = await stage.say('sam', `submit ${orderNumber}`);
  gone.mockRestore();
  expect(answer?.text).toBe('Recorded, being confirmed. The result comes by itself.');
});

test('a carrier that takes its time does not hold the answer', async () => {
  const { orderNumber } = await stage.bench.draft();
  const order = await stage.bench.read(orderNumber);
  let release: (outcome: ActOutcome) => void = () => undefined;
  const held = new Promise<ActOutcome>((resolve) => {
    release = resolve;
  });
  const slow = jest.spyOn(stage.runtime, 'act').mockReturnValue(held);
  const invoke = await stage.activity('sam', {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: {
      action: {
        verb: 'order.submit',
        data: { orderNumber, revision: 1, stage: 'drafted', termsHash: order.termsHash },
      },
    },
  });
  const { body } = await stage.deliver(invoke);
  expect(body['value']).toContain('This takes longer than usual.');
  slow.mockRestore();
  release({ outcome: 'pending' });
});

test.each([
  ['a card', 'new order', '500'],
  ['a text that certainly did not arrive', 'help', '412'],
])('%s that cannot be delivered at once is tried again', async (_what, text, kind) => {
  await stage.control('PUT', 'faults', [
    { operation: 'send', key: 'sam', kind, times: 1 },
  ] satisfies Json[]);
  const before = bots(await stage.messages('sam')).length;
  await stage.say('sam', text);
  const after = bots(await stage.messages('sam'));
  await stage.control('PUT', 'faults', []);
  expect(after).toHaveLength(before + 1);
});
