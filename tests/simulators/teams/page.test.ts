import { request } from 'node:http';
import { openStage, activitiesOf, type Stage } from './fake-bot';

let stage: Stage;
let cookie: string;
let nonce: string;
beforeAll(async () => {
  stage = await openStage();
  const page = await fetch(`${stage.sim.url}/`);
  cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  nonce = /name="page-nonce" content="([^"]+)"/.exec(await page.text())?.[1] ?? '';
});
afterAll(() => stage.close());

const ask = (path: string, headers: Record<string, string>, body?: unknown) =>
  fetch(`${stage.sim.url}/page/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

function statusForHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = stage.sim;
    request({ port, host: '127.0.0.1', path: '/', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the page', () => {
  test('allows no script or style but its own', async () => {
    const page = await fetch(`${stage.sim.url}/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  });

  test('serves its files and the card renderer', async () => {
    for (const file of [
      'app.js',
      'frame.css',
      'pane.css',
      'card.css',
      'theme.css',
      'icon.svg',
      'adaptivecards.js',
    ]) {
      expect((await ask(file, {})).status).toBe(200);
    }
  });

  test('answers nobody but itself', async () => {
    const send = { as: 'sam', conversationId: await stage.conversationOf('sam'), text: 'x' };
    expect((await ask('people', {})).status).toBe(403);
    expect((await ask('live?as=sam', {})).status).toBe(403);
    expect((await ask('send', { cookie }, send)).status).toBe(403);
    expect((await ask('send', { cookie, 'x-page-nonce': 'wrong' }, send)).status).toBe(403);
    expect((await ask('send', { 'x-page-nonce': nonce }, send)).status).toBe(403);
    expect(stage.bot.heard).toEqual([]);
  });

  test.each([
    ['localhost:1', 200],
    ['127.0.0.1', 200],
    ['evil.example', 403],
    ['localhost.evil.example', 403],
  ])('answers a request for %s with %i', async (host, status) => {
    expect(await statusForHost(host)).toBe(status);
  });

  test('sends, lists and streams for the chosen person', async () => {
    const conversationId = await stage.conversationOf('dana');
    const live = await ask('live?as=dana', { cookie });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    const body = { as: 'dana', conversationId, text: 'pending' };
    expect((await ask('send', { cookie, 'x-page-nonce': nonce }, body)).status).toBe(202);
    let streamed = '';
    while (!streamed.includes('pending')) streamed += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    expect(streamed).toContain('event: message');

    await stage.connector('POST', activitiesOf(conversationId), {
      type: 'message',
      text: 'unread',
    });
    const chats = (await (await ask('chats?as=dana', { cookie })).json()) as { chats: unknown[] };
    expect(chats.chats).toMatchObject([
      { id: conversationId, unread: 1, last: { text: 'unread' } },
    ]);
    await ask('opened', { cookie, 'x-page-nonce': nonce }, { as: 'dana', conversationId });
    const { people } = (await (await ask('people', { cookie })).json()) as {
      people: { key: string; unread: number }[];
    };
    expect(people.find(({ key }) => key === 'dana')?.unread).toBe(0);
  });

  test('shows nobody a chat they are not in', async () => {
    const sam = encodeURIComponent(await stage.conversationOf('sam'));
    expect((await ask(`chats/${sam}/messages?as=vic`, { cookie })).status).toBe(404);
  });
});
