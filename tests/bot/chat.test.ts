import { toChatTrouble, ConnectorFailure } from '../../src/bot/connector/connector-failure';
import { parseRetryAfter } from '../../src/bot/connector/parse-retry-after';
import { createChat, type ClosableChat } from '../../src/bot/create-chat';
import { ChatTrouble, type ConversationReference } from '../../src/ports/chat';
import type { MessageView } from '../../src/simulators/teams/message-view';
import { openBotStage, type BotStage, type Json } from './support/bot-stage';

let stage: BotStage;
let relay: ClosableChat;
let sam: ConversationReference;

const card = (text: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
});

beforeAll(async () => {
  stage = await openBotStage();
  await stage.control('POST', 'people/sam/install');
  relay = createChat(stage.settings);
  const { body } = await stage.control('GET', 'people/sam');
  sam = {
    serviceUrl: String(body['serviceUrl']),
    conversationId: String(body['conversationId']),
    kind: 'personal',
    botId: `28:${stage.settings.appId}`,
    tenantId: stage.settings.tenantId,
  };
}, 30_000);
afterAll(async () => {
  await relay.close();
  await stage.close();
});
afterEach(async () => {
  await stage.control('PUT', 'faults', []);
  await stage.control('PUT', 'people/sam/blocked', { blocked: false });
});

async function troubleOf(work: Promise<unknown>): Promise<ChatTrouble> {
  const error: unknown = await work.then(
    () => new Error('It went well.'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ChatTrouble)) throw error;
  return error;
}

async function countFaults(): Promise<number> {
  const { body } = await stage.control('GET', 'ledger?kind=fault');
  return (body['entries'] as unknown[]).length;
}

const fault = (operation: string, kind: string, more: Json = {}) =>
  stage.control('PUT', 'faults', [{ operation, kind, with: more }]);

test('a card is alone in its activity and has an id', async () => {
  const id = await relay.chat.sendCard(sam, card('hello'), 'Hello');
  const message = (await stage.messages('sam')).find((candidate) => candidate.id === id);
  expect(message).toMatchObject({ text: '', summary: 'Hello' });
  expect(message?.card).toMatchObject({ body: [{ text: 'hello' }] });
});

test('a text is plain', async () => {
  await relay.chat.sendText(sam, '*not* bold');
  expect((await stage.messages('sam')).at(-1)).toMatchObject({
    text: '*not* bold',
    textFormat: 'plain',
  });
});

test('a card changes in place', async () => {
  const id = await relay.chat.sendCard(sam, card('one'), 'One');
  await relay.chat.updateCard({ conversation: sam, activityId: id }, card('two'), 'Two');
  const { body } = await stage.control('GET', `people/sam/messages/${id}`);
  expect((body['message'] as MessageView).card).toMatchObject({ body: [{ text: 'two' }] });
});

test('a card that vanished is gone', async () => {
  const id = await relay.chat.sendCard(sam, card('one'), 'One');
  await stage.control('DELETE', `messages/${id}`);
  const update = relay.chat.updateCard({ conversation: sam, activityId: id }, card('two'), 'Two');
  expect((await troubleOf(update)).trouble).toBe('gone');
});

test('a conversation that is none is gone', async () => {
  const nowhere = { ...sam, conversationId: 'a:nowhere' };
  expect((await troubleOf(relay.chat.sendCard(nowhere, card('x'), 'X'))).trouble).toBe('gone');
});

test('a person who blocked the bot is blocked', async () => {
  await stage.control('PUT', 'people/sam/blocked', { blocked: true });
  expect((await troubleOf(relay.chat.sendCard(sam, card('x'), 'X'))).trouble).toBe('blocked');
});

test('a card above Teams’ limit is too large', async () => {
  const send = relay.chat.sendCard(sam, card('x'.repeat(120_000)), 'X');
  expect((await troubleOf(send)).trouble).toBe('too-large');
});

test('an address off the list is not called', async () => {
  const elsewhere = { ...sam, serviceUrl: 'https://evil.example/' };
  const trouble = await troubleOf(relay.chat.sendCard(elsewhere, card('x'), 'X'));
  expect(trouble).toMatchObject({ trouble: 'misconfigured' });
});

test('nobody listening is transient', async () => {
  const closed = { ...sam, serviceUrl: 'http://localhost:1/' };
  expect(await troubleOf(relay.chat.sendCard(closed, card('x'), 'X'))).toMatchObject({
    ...{ trouble: 'transient', mayHaveArrived: false },
  });
});

describe('each failure is called once and has its class:', () => {
  test.each([
    ['send', '429', { retryAfter: 7 }, 'throttled', 7_000],
    ['send', '429', {}, 'transient', null],
    ['send', '412', {}, 'transient', null],
    ['send', '500', {}, 'transient', null],
    ['send', '502', {}, 'transient', null],
    ['send', '503', { retryAfter: 3 }, 'transient', 3_000],
    ['send', '504', {}, 'transient', null],
    ['send', '403', { code: 'BotNotInConversationRoster' }, 'blocked', null],
    ['send', '403', { code: 'MessageWritesBlocked' }, 'blocked', null],
    ['send', '403', { code: 'BotDisabledByAdmin' }, 'misconfigured', null],
    ['send', '401', {}, 'misconfigured', null],
    ['send', '404', {}, 'gone', null],
    ['send', '413', {}, 'too-large', null],
    ['send', '400', {}, 'too-large', null],
    ['send', '302', {}, 'misconfigured', null],
    ['send', 'reset', {}, 'transient', null],
    ['update', '501', {}, 'gone', null],
    ['update', '404', {}, 'gone', null],
    ['update', '500', {}, 'transient', null],
  ])('%s %s %j', async (operation, kind, more, trouble, retryAfterMs) => {
    const before = await countFaults();
    await fault(operation, kind, more);
    const work =
      operation === 'send'
        ? relay.chat.sendCard(sam, card('x'), 'X')
        : relay.chat.updateCard({ conversation: sam, activityId: '1' }, card('x'), 'X');
    expect(await troubleOf(work)).toMatchObject({ trouble, retryAfterMs });
    expect((await countFaults()) - before).toBe(1);
  });
});

test.each([
  ['412', false],
  ['429', false],
  ['503', false],
  ['500', true],
  ['504', true],
  ['reset', true],
])('after %s what was sent may stand there: %s', async (kind, mayHaveArrived) => {
  await fault('send', kind);
  expect(await troubleOf(relay.chat.sendText(sam, 'x'))).toMatchObject({ mayHaveArrived });
});

test('a lost answer is transient, for the card may stand there', async () => {
  await fault('send', 'lost');
  expect((await troubleOf(relay.chat.sendCard(sam, card('x'), 'X'))).trouble).toBe('transient');
});

test('without a token nothing is sent', async () => {
  const stranger = createChat({ ...stage.settings, appPassword: 'wrong' });
  const trouble = await troubleOf(stranger.chat.sendText(sam, 'x'));
  await stranger.close();
  expect(trouble.trouble).toBe('misconfigured');
  expect(trouble.message).not.toContain('wrong');
});

test('one token serves many calls at once', async () => {
  await stage.control('DELETE', 'ledger');
  const fresh = createChat(stage.settings);
  await Promise.all([1, 2, 3].map((number) => fresh.chat.sendText(sam, String(number))));
  await fresh.close();
  const { body } = await stage.control('GET', 'ledger?kind=token');
  expect(body['entries']).toHaveLength(1);
});

test.each([
  [undefined, null],
  ['', null],
  ['soon', null],
  ['0', 0],
  ['120', 120_000],
  ['Tue, 03 Mar 2026 16:00:30 GMT', 30_000],
  ['Tue, 03 Mar 2026 15:00:00 GMT', 0],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(parseRetryAfter(header, () => Date.parse('2026-03-03T16:00:00.000Z'))).toBe(ms);
});

test('an unknown error is no reason to give up', () => {
  expect(toChatTrouble(new TypeError('x')).trouble).toBe('transient');
  expect(toChatTrouble(new ConnectorFailure(409, '', null)).trouble).toBe('too-large');
});
