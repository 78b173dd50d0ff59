import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OTHER_TENANT } from '../../../src/simulators/kit/people';
import { createSimulatorClock } from '../../../src/simulators/kit/simulator-clock';
import { createTeamsSimulator } from '../../../src/simulators/teams/create-teams-simulator';
import { activitiesOf, APP_ID, APP_PASSWORD, openStage, startFakeBot, TOKEN } from './fake-bot';

describe('installation', () => {
  test('reaches everybody, and again until the bot is up', async () => {
    const bot = await startFakeBot();
    let calls = 0;
    bot.answer = (_request, response) => {
      calls += 1;
      response.status(calls === 1 ? 503 : 200).end();
    };
    const sim = await createTeamsSimulator({
      ...{ token: TOKEN, appId: APP_ID, appPassword: APP_PASSWORD, installRetryMs: 10 },
    });
    sim.pointAt(bot.url);
    await sim.installed;
    const kinds = bot.heard.slice(1).map(({ activity }) => activity.type);
    await sim.close();
    await bot.close();
    expect(kinds).toHaveLength(16);
    expect(new Set(kinds)).toEqual(new Set(['installationUpdate', 'conversationUpdate']));
    const olga = bot.heard.at(-1)?.activity;
    expect(olga).toMatchObject({
      channelData: { tenant: { id: OTHER_TENANT } },
      membersAdded: [{ id: `28:${APP_ID}` }],
    });
  });

  test('lets a bot write before it has answered', async () => {
    const stage = await openStage({ installAtBoot: false });
    let status = 0;
    stage.bot.answer = async (request, response) => {
      const { conversation, type } = request.body as { conversation: { id: string }; type: string };
      if (type === 'installationUpdate') {
        const text = { type: 'message', text: 'welcome' };
        ({ status } = await stage.connector('POST', activitiesOf(conversation.id), text));
      }
      response.status(200).end();
    };
    await stage.control('POST', 'people/sam/install');
    await stage.close();
    expect(status).toBe(201);
  });

  test('chats survive a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'teams-'));
    const stateFile = join(folder, 'state.json');
    const first = await openStage({ stateFile });
    const { body } = await first.control('POST', 'people/sam/send', { text: 'remember me' });
    await first.close();
    const second = await openStage({ stateFile });
    const { messages } = (await second.control('GET', 'people/sam/messages')).body;
    await second.close();
    rmSync(folder, { recursive: true });
    expect(messages).toMatchObject([{ id: body.activityId, text: 'remember me', from: 'sam' }]);
  });
});

test('an unanswered message is sent again with the same id after 15 seconds', async () => {
  const clock = createSimulatorClock({ mode: 'paused' });
  const stage = await openStage({ clock });
  let silent = true;
  stage.bot.answer = (_request, response) => {
    if (!silent) response.status(200).end();
    silent = false;
  };
  const sent = await stage.control('POST', 'people/sam/send', { text: 'once', timeoutMs: 50 });
  expect(sent.body).toMatchObject({ status: null, delivery: 'sending' });
  await stage.control('POST', 'clock/advance', { ms: 14_999 });
  expect(stage.bot.heard).toHaveLength(1);
  await stage.control('POST', 'clock/advance', { ms: 1 });
  while (stage.bot.heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const ids = stage.bot.heard.map(({ activity }) => activity.id);
  await stage.close();
  expect(ids).toEqual([sent.body.activityId, sent.body.activityId]);
});
