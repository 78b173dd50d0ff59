import { activitiesOf, cardActivity, openStage, type Stage } from './fake-bot';

let stage: Stage;
let sam: string;
beforeAll(async () => {
  stage = await openStage();
  sam = await stage.conversationOf('sam');
});
afterAll(() => stage.close());
afterEach(() => stage.control('PUT', 'faults', []));

const CONTENT = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'one' }],
};
const messagesOf = async (key: string) =>
  (await stage.control('GET', `people/${key}/messages`)).body.messages;
const sendCard = async () =>
  (await stage.connector('POST', activitiesOf(sam), cardActivity(CONTENT))).body.id;

describe('sending', () => {
  test('answers 201 with the id under which the person sees the message', async () => {
    const answer = await stage.connector('POST', activitiesOf(sam), {
      type: 'message',
      text: 'hello',
      textFormat: 'plain',
    });
    expect(answer.status).toBe(201);
    const message = (await messagesOf('sam')).at(-1);
    expect(message).toMatchObject({
      id: answer.body.id,
      from: 'bot',
      text: 'hello',
      textFormat: 'plain',
    });
  });

  test('splits text beside a card in two and returns no id', async () => {
    const before = (await messagesOf('sam')).length;
    const both = cardActivity(CONTENT, { text: 'and text' });
    const answer = await stage.connector('POST', activitiesOf(sam), both);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({});
    const added = (await messagesOf('sam')).slice(before);
    expect(added).toHaveLength(2);
    expect(added[0]?.text).toBe('and text');
    expect(added[1]?.card).toEqual(CONTENT);
  });

  test('takes 100 KB and refuses one byte more', async () => {
    const frame = JSON.stringify({ type: 'message', text: '' }).length;
    const sized = (bytes: number) => ({ type: 'message', text: 'x'.repeat(bytes - frame) });
    expect((await stage.connector('POST', activitiesOf(sam), sized(102_400))).status).toBe(201);
    const over = await stage.connector('POST', activitiesOf(sam), sized(102_401));
    expect(over.status).toBe(413);
    expect(over.body.error?.code).toBe('MessageSizeTooBig');
  });

  test.each([
    ['nothing', { type: 'message' }],
    ['no type', { text: 'x' }],
    [
      'a card without content',
      {
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
      },
    ],
    ['another type', { type: 'event', text: 'x' }],
  ])('refuses %s', async (_case, activity) => {
    const answer = await stage.connector('POST', activitiesOf(sam), activity);
    expect(answer.status).toBe(400);
  });

  test('knows no conversation of another region', async () => {
    const lee = await stage.conversationOf('lee');
    const text = { type: 'message', text: 'x' };
    const { emea } = stage.sim.serviceUrls;
    expect((await stage.connector('POST', activitiesOf(lee), text)).status).toBe(404);
    expect((await stage.connector('POST', activitiesOf(lee), text, emea)).status).toBe(201);
  });

  test('is refused for whom the bot is blocked or not installed', async () => {
    const vic = await stage.conversationOf('vic');
    const send = async () =>
      (await stage.connector('POST', activitiesOf(vic), { type: 'message', text: 'x' })).body.error
        ?.code;
    await stage.control('PUT', 'people/vic/blocked', { blocked: true });
    expect(await send()).toBe('ConversationBlockedByUser');
    await stage.control('PUT', 'people/vic/blocked', { blocked: false });
    await stage.control('POST', 'people/vic/uninstall');
    expect(stage.bot.heard.at(-1)?.activity.type).toBe('conversationUpdate');
    expect(await send()).toBe('BotNotInConversationRoster');
    await stage.control('POST', 'people/vic/install');
    expect(await send()).toBeUndefined();
  });
});

describe('editing', () => {
  test('replaces the card and counts', async () => {
    const id = await sendCard();
    const next = { ...CONTENT, body: [] };
    const path = `${activitiesOf(sam)}/${id}`;
    const answer = await stage.connector('PUT', path, cardActivity(next));
    expect(answer).toMatchObject({ status: 200, body: { id } });
    const { body } = await stage.control('GET', `people/sam/messages/${id}?updatedAtLeast=1`);
    expect(body).toMatchObject({ satisfied: true, message: { updatedCount: 1, card: next } });
  });

  test('finds nothing once the message has vanished', async () => {
    const id = await sendCard();
    expect((await stage.control('DELETE', `messages/${id}`)).status).toBe(204);
    const path = `${activitiesOf(sam)}/${id}`;
    const answer = await stage.connector('PUT', path, cardActivity(CONTENT));
    expect(answer.status).toBe(404);
    expect(answer.body.error?.code).toBe('ActivityNotFoundInConversation');
  });

  test('finds nothing once the bot has deleted it', async () => {
    const id = await sendCard();
    const path = `${activitiesOf(sam)}/${id}`;
    expect((await stage.connector('DELETE', path)).status).toBe(200);
    expect((await stage.connector('PUT', path, cardActivity(CONTENT))).status).toBe(404);
    expect((await messagesOf('sam')).at(-1)).toMatchObject({ id, deleted: true, card: null });
  });

  test('leaves a person’s message alone', async () => {
    const { body } = await stage.control('POST', 'people/sam/send', { text: 'mine' });
    const path = `${activitiesOf(sam)}/${body.activityId}`;
    expect((await stage.connector('PUT', path, { type: 'message', text: 'x' })).status).toBe(400);
  });
});

describe('rosters', () => {
  test('a roster names people by object id', async () => {
    const path = `v3/conversations/${encodeURIComponent(sam)}`;
    const { oid, teamsUserId } = (await stage.control('GET', 'people/sam')).body;
    const wanted = { id: teamsUserId, aadObjectId: oid, email: 'sam@retail.example' };
    expect((await stage.connector('GET', `${path}/members`)).body).toMatchObject([wanted]);
    expect((await stage.connector('GET', `${path}/members/${oid}`)).body).toMatchObject(wanted);
    const id = await sendCard();
    const ofMessage = await stage.connector('GET', `${activitiesOf(sam)}/${id}/members`);
    expect(ofMessage.body).toMatchObject([wanted]);
    expect((await stage.connector('GET', `${activitiesOf(sam)}/1/members`)).status).toBe(404);
    expect(
      (await stage.connector('GET', `${path}/pagedmembers?pageSize=5`)).body.members,
    ).toMatchObject([wanted]);
    expect((await stage.connector('GET', `${path}/members/29:x`)).status).toBe(404);
  });

  test('a channel is a team with pages of members, and replies stay in the thread', async () => {
    const created = await stage.control('POST', 'conversations', {
      kind: 'channel',
      name: 'Rollout',
      members: ['sam', 'dana', 'vic'],
    });
    const channel = created.body.id;
    expect(channel).toMatch(/@thread\.tacv2$/);
    expect(
      (await stage.connector('GET', `v3/teams/${encodeURIComponent(channel)}`)).body.memberCount,
    ).toBe(3);
    const path = `v3/conversations/${encodeURIComponent(channel)}/pagedmembers?pageSize=2`;
    const first = (await stage.connector('GET', path)).body;
    expect(first.members).toHaveLength(2);
    const rest = (
      await stage.connector('GET', `${path}&continuationToken=${first.continuationToken ?? ''}`)
    ).body;
    expect(rest.members).toHaveLength(1);
    expect(rest.continuationToken).toBeUndefined();

    const root = await stage.control('POST', 'people/sam/send', {
      text: 'status 1',
      conversationId: channel,
    });
    const { conversation, entities } = stage.bot.heard.at(-1)?.activity as {
      conversation: { id: string };
      entities?: { type: string }[];
    };
    expect(conversation.id).toBe(`${channel};messageid=${root.body.activityId}`);
    expect(entities?.[0]?.type).toBe('mention');
    await stage.connector('POST', activitiesOf(conversation.id), {
      type: 'message',
      text: 'answer',
    });
    const seen = (
      await stage.control(
        'GET',
        `people/vic/messages?conversationId=${encodeURIComponent(channel)}`,
      )
    ).body;
    expect(seen.messages.at(-1)).toMatchObject({ text: 'answer', replyToId: root.body.activityId });
  });
});

describe('scripted faults', () => {
  const plan = (kind: string, more = {}, operation = 'send') =>
    stage.control('PUT', 'faults', [{ operation, key: 'sam', kind, times: 1, ...more }]);
  const text = { type: 'message', text: 'x' };

  test.each([
    ['429', { with: { retryAfter: 3 } }, 429, '3', 'TooManyRequests'],
    ['429', {}, 429, null, 'TooManyRequests'],
    ['412', {}, 412, null, 'PreconditionFailed'],
    ['503', {}, 503, null, 'ServiceError'],
    ['403', { with: { code: 'MessageWritesBlocked' } }, 403, null, 'MessageWritesBlocked'],
  ])('answer %s %j once', async (kind, more, status, retryAfter, code) => {
    await plan(kind, more);
    const answer = await stage.connector('POST', activitiesOf(sam), text);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(answer.body.error?.code).toBe(code);
    expect((await stage.connector('POST', activitiesOf(sam), text)).status).toBe(201);
  });

  test('lose an answer after the work, or cut the call before it', async () => {
    const count = async () => (await messagesOf('sam')).length;
    const before = await count();
    await plan('lost');
    await expect(stage.connector('POST', activitiesOf(sam), text)).rejects.toThrow();
    expect(await count()).toBe(before + 1);
    await plan('reset');
    await expect(stage.connector('POST', activitiesOf(sam), text)).rejects.toThrow();
    expect(await count()).toBe(before + 1);
  });

  test('let one call hang', async () => {
    await plan('hang', {}, 'update');
    const id = await sendCard();
    const hanging = stage.connector('PUT', `${activitiesOf(sam)}/${id}`, cardActivity(CONTENT));
    const first = await Promise.race([
      hanging.then(() => 'answered'),
      new Promise((resolve) => setTimeout(resolve, 100, 'silent')),
    ]);
    expect(first).toBe('silent');
    hanging.catch(() => undefined);
  });

  test('strike the opening of a chat by person', async () => {
    await plan('500', {}, 'createConversation');
    const { teamsUserId } = (await stage.control('GET', 'people/sam')).body;
    const open = () =>
      stage.connector('POST', 'v3/conversations', {
        tenantId: stage.sim.tenantId,
        members: [{ id: teamsUserId }],
      });
    expect((await open()).status).toBe(500);
    expect((await open()).status).toBe(201);
  });
});
