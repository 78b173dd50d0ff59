import { OTHER_TENANT } from '../../../src/simulators/kit/people';
import { openStage, type Stage } from './fake-bot';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const messagesOf = async (key: string) =>
  (await stage.control('GET', `people/${key}/messages`)).body.messages;

test('opening a chat with a known person returns their chat, under the mount it was opened by', async () => {
  const { teamsUserId, conversationId } = (await stage.control('GET', 'people/lee')).body;
  const opened = await stage.connector('POST', 'v3/conversations', {
    isGroup: false,
    members: [{ id: teamsUserId }],
    tenantId: stage.sim.tenantId,
    activity: { type: 'message', text: 'first words' },
  });
  expect(opened.status).toBe(201);
  expect(opened.body.id).toBe(conversationId);
  const last = (await messagesOf('lee')).at(-1);
  expect(last).toMatchObject({ id: opened.body.activityId, text: 'first words' });
});

test.each(['tenantId', 'tenantID'])('a client may name the tenant by %s', async (name) => {
  const { teamsUserId } = (await stage.control('GET', 'people/lee')).body;
  const body = { members: [{ id: teamsUserId }], [name]: stage.sim.tenantId };
  expect((await stage.connector('POST', 'v3/conversations', body)).status).toBe(201);
});

test('opening a chat with nobody is refused', async () => {
  const { tenantId } = stage.sim;
  const nobody = { tenantId, members: [{ id: '29:x' }] };
  const opened = await stage.connector('POST', 'v3/conversations', nobody);
  expect(opened).toMatchObject({ status: 400, body: { error: { code: 'BadArgument' } } });
});

test.each<[string, (one: string, other: string, tenantId: string) => object, string]>([
  ['no tenant', (one) => ({ members: [{ id: one }] }), 'Could not parse tenant id'],
  [
    'another tenant',
    (one) => ({ members: [{ id: one }], channelData: { tenant: { id: OTHER_TENANT } } }),
    'members names nobody the bot may write to.',
  ],
  [
    'two people',
    (one, other, tenantId) => ({ tenantId, members: [{ id: one }, { id: other }] }),
    'Incorrect conversation creation parameters',
  ],
  [
    'a group of one',
    (one, _other, tenantId) => ({ tenantId, isGroup: true, members: [{ id: one }] }),
    'Incorrect conversation creation parameters',
  ],
  [
    'no members',
    (_one, _other, tenantId) => ({ tenantId, members: [] }),
    'Incorrect conversation creation parameters',
  ],
])('opening a chat with %s is refused in the words of Teams', async (_what, bodyOf, message) => {
  const [one, other] = await Promise.all(
    ['lee', 'dana'].map(async (key) => (await stage.control('GET', `people/${key}`)).body),
  );
  const body = bodyOf(one?.teamsUserId ?? '', other?.teamsUserId ?? '', stage.sim.tenantId);
  const opened = await stage.connector('POST', 'v3/conversations', body);
  expect(opened).toMatchObject({ status: 400, body: { error: { message } } });
});
