import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { parseSimulatorsSettings } from '../../../src/commands/outside/settings';
import {
  startSimulators,
  type RunningSimulators,
} from '../../../src/commands/outside/start-simulators';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulators-command-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const start = (changes: Record<string, string> = {}): Promise<RunningSimulators> =>
  startSimulators(
    parseSimulatorsSettings({
      SIM_TOKEN: 'sim-token',
      API_URL: 'http://localhost:9',
      SIM_CA_DIR: join(folder, 'ca'),
      ...changes,
    }),
  );

test.each([
  [{ SIM_TOKEN: 't' }, 'API_URL is missing'],
  [{ API_URL: 'http://localhost:3000' }, 'SIM_TOKEN is missing'],
  [{ API_URL: 'a', SIM_TOKEN: 't', SIM_TEAMS_PORT: '3o10' }, 'SIM_TEAMS_PORT is no port'],
  [{ API_URL: 'a', SIM_TOKEN: 't', SIM_PACE_SECONDS: '-1' }, 'SIM_PACE_SECONDS'],
])('refuses %j by the name of the variable', (environment, text) => {
  expect(() => parseSimulatorsSettings(environment)).toThrow(text);
});

test('all simulators answer where the endpoints say, and are gone after close', async () => {
  const { endpoints, env, close } = await start();
  const { teams, servicenow, carriers, mail, identity, simulatorToken } = endpoints;
  const controls = [teams, servicenow, carriers.comcast, mail, identity].map(
    ({ control }) => control,
  );
  const headers = { authorization: `Bearer ${simulatorToken}` };
  const statuses = await Promise.all(
    controls.map(async (control) => (await fetch(`${control}/_sim/clock`, { headers })).status),
  );
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect((await fetch(servicenow.agent)).status).toBe(200);
  expect(Object.entries(env).filter(([, value]) => value === '')).toEqual([]);
  await close();
  await expect(fetch(identity.control)).rejects.toThrow();
});

test('the endpoints are enough for a mail client of one’s own', async () => {
  const { endpoints, close } = await start();
  const { tokenUrl, clientId, clientSecret, caFile, mailbox, url } = endpoints.mail;
  const ca = readFileSync(caFile);
  const answerOf = (call: ClientRequest, body = '') =>
    new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      call.on('error', reject).on('response', (response) => {
        void json(response).then((read) => {
          resolve({ status: response.statusCode ?? 0, body: read });
        }, reject);
      });
      call.end(body);
    });
  const form = new URLSearchParams({
    ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    scope: 'https://graph.microsoft.com/.default',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const token = await answerOf(request(tokenUrl, { method: 'POST', ca, headers }), form.toString());
  expect(token.status).toBe(200);
  const { access_token: bearer } = token.body as { access_token: string };
  const messages = `${url}/v1.0/users/${mailbox}/messages`;
  const list = request(messages, { ca, headers: { authorization: `Bearer ${bearer}` } });
  expect(await answerOf(list)).toMatchObject({ status: 200, body: { value: [] } });
  await close();
});

test('ids and secrets agree after a restart and differ under another token', async () => {
  const credentials = async (token: string) => {
    const { env, close } = await start({ SIM_TOKEN: token });
    await close();
    return Object.fromEntries(
      Object.entries(env).filter(([name]) => /(_ID|_SECRET|_PASSWORD|_AUDIENCE)$/.test(name)),
    );
  };
  const first = await credentials('one');
  expect(await credentials('one')).toEqual(first);
  expect(await credentials('two')).not.toEqual(first);
});

test('a taken port is named, and nothing stays behind', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  await expect(start({ SIM_COMCAST_PORT: String(port) })).rejects.toThrow(String(port));
  await new Promise((resolve) => other.close(resolve));
});

test('only the carrier’s clock is paused', async () => {
  const { endpoints, close } = await start({ SIM_CLOCK: 'paused' });
  const headers = { authorization: 'Bearer sim-token' };
  const modeAt = async (control: string) =>
    ((await (await fetch(`${control}/_sim/clock`, { headers })).json()) as { mode: string }).mode;
  expect(await modeAt(endpoints.carriers.comcast.control)).toBe('paused');
  expect(await modeAt(endpoints.identity.control)).toBe('real');
  await close();
});
