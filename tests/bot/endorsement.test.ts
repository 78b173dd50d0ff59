import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDoor, expectRefused } from './support/door';
import { openBotStage } from './support/bot-stage';

test('a channel key endorsed for another channel opens the guard but not the SDK', async () => {
  let origin = '';
  let metadataUrl = '';
  const answers: Record<string, () => Promise<unknown>> = {
    '/openid': async () => {
      const response = await fetch(metadataUrl);
      return { ...((await response.json()) as object), jwks_uri: `${origin}/keys` };
    },
    '/keys': async () => {
      const { jwks_uri: uri } = (await (await fetch(metadataUrl)).json()) as { jwks_uri: string };
      const { keys } = (await (await fetch(uri)).json()) as { keys: object[] };
      return { keys: keys.map((key) => ({ ...key, endorsements: ['skype'] })) };
    },
  };
  const server = createServer((request, response) => {
    void answers[request.url ?? '']?.().then((body) => response.end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The SDK prints the keys it does not want.
  const printed = jest.spyOn(console, 'error').mockReturnValue();
  const stage = await openBotStage((settings) => {
    metadataUrl = settings.metadataUrl;
    return { ...settings, metadataUrl: `${origin}/openid` };
  });
  try {
    const activity = await stage.activity('sam', { text: 'help' });
    expectRefused(await createDoor(stage).send(activity), 401);
    expect(stage.log.join('')).toContain('activity not taken by the SDK');
  } finally {
    printed.mockRestore();
    await stage.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}, 30_000);
