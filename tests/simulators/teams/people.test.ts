import { OTHER_TENANT } from '../../../src/simulators/kit/people';
import {
  activitiesOf,
  APP_ID,
  CARD,
  cardActivity,
  openStage,
  type Json,
  type Stage,
} from './fake-bot';

const button = (title: string, verb: string): Json => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { orderNumber: 'CO-1' },
  fallback: { type: 'Action.Submit', title, data: { orderNumber: 'CO-1', verb } },
});
const base: Json = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'base' }],
};
const asking: Json = {
  ...base,
  body: [
    { type: 'Input.Text', id: 'comment', isRequired: true },
    { type: 'Input.Text', id: 'note', value: 'proposed' },
    { type: 'Input.Toggle', id: 'sure', title: 'Sure' },
  ],
  actions: [
    button('Approve', 'order.approve'),
    { type: 'Action.OpenUrl', title: 'Open', url: 'https://x.example/' },
  ],
};

describe('a person', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ invokeLimitMs: 300 });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    stage.bot.heard.length = 0;
    stage.bot.answer = (_request, response) => void response.status(200).end();
    await stage.control('POST', 'reset');
  });

  const receive = async (content: Json, key = 'sam') => {
    const id = await stage.conversationOf(key);
    return (await stage.connector('POST', activitiesOf(id), cardActivity(content))).body.id;
  };
  const press = (activityId: string, more: Json, key = 'sam') =>
    stage.control('POST', `people/${key}/action`, { activityId, ...more });
  const seenBy = async (key: string, id: string) =>
    (await stage.control('GET', `people/${key}/messages/${id}`)).body.message;
  const answerInvokes = (answer: (value: Json) => unknown) => {
    stage.bot.answer = (request, response) => {
      const activity = request.body as Json;
      if (activity['type'] === 'invoke') response.json(answer(activity['value'] as Json));
      else response.status(200).end();
    };
  };

  test('writes, and reads what the bot replies', async () => {
    stage.bot.answer = (request, response) => {
      response.status(200).end();
      const { conversation } = request.body as { conversation: { id: string } };
      void stage.connector('POST', activitiesOf(conversation.id), {
        type: 'message',
        text: 'reply',
      });
    };
    const sent = await stage.control('POST', 'people/sam/send', { text: 'help' });
    expect(sent.body).toMatchObject({ status: 200, delivery: 'delivered' });
    const id = sent.body.activityId;
    const { body } = await stage.control('GET', `people/sam/messages?after=${id}&atLeast=1`);
    expect(body).toMatchObject({ satisfied: true, messages: [{ from: 'bot', text: 'reply' }] });
    expect(stage.bot.heard[0]?.activity).toMatchObject({
      type: 'message',
      id,
      text: 'help',
      channelId: 'msteams',
      serviceUrl: stage.sim.serviceUrls.amer,
      from: { name: 'Sam Okafor', aadObjectId: 'a1000000-0000-4000-8000-000000000001' },
      conversation: { conversationType: 'personal', tenantId: stage.sim.tenantId },
      recipient: { id: `28:${APP_ID}` },
      channelData: { tenant: { id: stage.sim.tenantId } },
    });
  });

  test('presses a button with the inputs, and alone sees the card that comes back', async () => {
    answerInvokes(() => ({ statusCode: 200, type: CARD, value: base }));
    const id = await receive(asking);
    const pressed = await press(id, { actionTitle: 'Approve', inputs: { comment: 'fine' } });
    expect(pressed.body).toMatchObject({ kind: 'card', status: 200, card: base });
    expect(stage.bot.heard.at(-1)?.activity).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: id,
      value: {
        trigger: 'manual',
        action: {
          type: 'Action.Execute',
          title: 'Approve',
          verb: 'order.approve',
          data: { orderNumber: 'CO-1', comment: 'fine', note: 'proposed', sure: 'false' },
        },
      },
    });
    expect(await seenBy('sam', id)).toMatchObject({
      card: base,
      baseCard: asking,
      view: 'manual',
      updatedCount: 0,
    });
  });

  test('is told which required inputs are empty, and which buttons exist', async () => {
    const id = await receive(asking);
    const empty = await press(id, { verb: 'order.approve' });
    expect(empty).toMatchObject({
      status: 422,
      body: { kind: 'missingInputs', inputs: ['comment'] },
    });
    const wrong = await press(id, { action: 'Reject' });
    expect(wrong).toMatchObject({
      status: 404,
      body: { kind: 'notFound', titles: ['Approve', 'Open'] },
    });
    expect(stage.bot.heard).toEqual([]);
    expect((await press(id, { action: 'Open' })).body).toEqual({
      kind: 'openUrl',
      url: 'https://x.example/',
    });
  });

  test('sends a message with the data from a client too old for Execute', async () => {
    const id = await receive(asking);
    const pressed = await press(id, {
      action: 'Approve',
      inputs: { comment: 'x' },
      useFallback: true,
    });
    expect(pressed.body).toMatchObject({ kind: 'submitted', status: 200 });
    const { activity } = stage.bot.heard.at(-1) ?? {};
    expect(activity).toMatchObject({
      type: 'message',
      replyToId: id,
      value: { verb: 'order.approve', comment: 'x' },
    });
    expect(activity).not.toHaveProperty('text');
  });

  test.each([
    [
      'a message',
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'No.' },
      { kind: 'message', text: 'No.' },
    ],
    [
      'an error',
      {
        statusCode: 400,
        type: 'application/vnd.microsoft.error',
        value: { code: 'x', message: 'bad' },
      },
      { kind: 'error', text: 'bad' },
    ],
    ['a bare card', base, { kind: 'error' }],
  ])('is shown %s', async (_case, answer, outcome) => {
    answerInvokes(() => answer);
    const id = await receive(asking);
    expect((await press(id, { action: 'Approve', skipValidation: true })).body).toMatchObject(
      outcome,
    );
    expect((await seenBy('sam', id)).view).toBe('base');
  });

  test('gives up on an invoke that takes too long', async () => {
    stage.bot.answer = () => undefined;
    const id = await receive(asking);
    const pressed = await press(id, { action: 'Approve', skipValidation: true });
    expect(pressed.body).toMatchObject({ kind: 'timeout', status: 0 });
  });

  test('has a listed card refreshed at once, and after each edit', async () => {
    let round = 0;
    answerInvokes(() => {
      round += 1;
      return { statusCode: 200, type: CARD, value: { ...base, round } };
    });
    const { teamsUserId } = (await stage.control('GET', 'people/sam')).body;
    const shared = {
      ...base,
      refresh: {
        action: { type: 'Action.Execute', verb: 'view', data: { n: 1 } },
        userIds: [teamsUserId],
      },
    };
    const id = await receive(shared);
    expect(await seenBy('sam', id)).toMatchObject({
      view: 'automatic',
      card: { round: 1 },
      baseCard: shared,
    });
    expect(stage.bot.heard[0]?.activity).toMatchObject({
      name: 'adaptiveCard/action',
      replyToId: id,
      value: { trigger: 'automatic', action: { verb: 'view', data: { n: 1 } } },
    });
    const path = `${activitiesOf(await stage.conversationOf('sam'))}/${id}`;
    await stage.connector('PUT', path, cardActivity(shared));
    expect(await seenBy('sam', id)).toMatchObject({ card: { round: 2 }, updatedCount: 1 });
    await stage.connector('PUT', path, cardActivity(base));
    expect(await seenBy('sam', id)).toMatchObject({ view: 'base', card: base, updatedCount: 2 });
  });

  test('who is not listed sees the shared card', async () => {
    answerInvokes(() => ({ statusCode: 200, type: CARD, value: asking }));
    const group = await stage.control('POST', 'conversations', {
      kind: 'groupChat',
      name: 'Us',
      members: ['dana', 'vic'],
    });
    const { teamsUserId } = (await stage.control('GET', 'people/dana')).body;
    const refresh = { action: { type: 'Action.Execute', verb: 'view' }, userIds: [teamsUserId] };
    const id = (
      await stage.connector('POST', activitiesOf(group.body.id), cardActivity({ ...base, refresh }))
    ).body.id;
    expect((await seenBy('dana', id)).view).toBe('automatic');
    expect((await seenBy('vic', id)).view).toBe('base');
    const ledger = await stage.control('GET', 'ledger?kind=refresh');
    expect(ledger.body.entries).toMatchObject([{ person: 'dana', outcome: 'card' }]);
  });

  test('opens dialogs and asks for anything else by invoke', async () => {
    const dialog = {
      task: {
        type: 'continue',
        value: { title: 'New', card: { contentType: CARD, content: base } },
      },
    };
    answerInvokes((value) => ('data' in value ? dialog : { composeExtension: {} }));
    const fetch = {
      ...base,
      actions: [
        { type: 'Action.Submit', title: 'New', data: { msteams: { type: 'task/fetch' }, x: 1 } },
      ],
    };
    const id = await receive(fetch);
    expect((await press(id, { action: 'New' })).body).toMatchObject({
      kind: 'dialog',
      title: 'New',
      card: base,
    });
    const search = await stage.control('POST', 'people/sam/invoke', {
      name: 'composeExtension/query',
      value: { commandId: 'a' },
    });
    expect(search.body).toMatchObject({
      status: 200,
      kind: 'results',
      body: { composeExtension: {} },
    });
  });

  test('of another organisation speaks in its name', async () => {
    await stage.control('POST', 'people/outsider/send', { text: 'let me in' });
    expect(stage.bot.heard.at(-1)?.activity).toMatchObject({
      channelData: { tenant: { id: OTHER_TENANT } },
      conversation: { tenantId: OTHER_TENANT },
    });
  });
});
