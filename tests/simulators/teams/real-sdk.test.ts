import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openStage } from './fake-bot';

test.each(['plain', 'msal'])(
  'the real SDK works against the stand-in, its token by %s',
  async (way) => {
    const stage = await openStage({ installAtBoot: false });
    const bot = fork(join(__dirname, 'real-sdk.mjs'), [JSON.stringify(stage.sim), way], {
      execArgv: [],
      silent: true,
    });
    try {
      const [url] = (await once(bot, 'message')) as [string];
      stage.sim.pointAt(url);
      expect((await stage.control('POST', 'people/sam/install')).body.status).toBe(200);
      const sent = await stage.control('POST', 'people/sam/send', { text: 'hello' });
      expect(sent.body).toMatchObject({ status: 200, delivery: 'delivered' });
      const { body } = await stage.control('GET', 'people/sam/messages');
      expect(body.messages).toMatchObject([
        { from: 'sam', text: 'hello' },
        { from: 'bot', text: 'edited hello', updatedCount: 1 },
      ]);
      const forged = await stage.control('POST', 'people/sam/send', {
        text: 'hello',
        forge: 'wrong-audience',
      });
      expect(forged.body.status).toBe(401);
      const action = {
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'x', data: {} }, trigger: 'manual' },
      };
      const invoked = await stage.control('POST', 'people/sam/invoke', action);
      expect(invoked.body).toMatchObject({ kind: 'message', text: 'heard' });
    } finally {
      bot.kill();
      await once(bot, 'exit');
      await stage.close();
    }
  },
  30_000,
);
