import { request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEXT, aMime, aPlainMime, toBase64 } from './mime-samples';
import { aMail, startGraph, type GraphItem, type GraphUnderTest } from './start-graph';

let graph: GraphUnderTest;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

interface Report {
  id: string;
  key: string;
  mailbox: string;
  html: string | null;
  text: string;
  subject: string;
  headers: Record<string, string>;
}

async function deliver(key: string, changes: object = {}): Promise<void> {
  const response = await graph.call('POST', '/messages', aMail(key, changes));
  const { id } = (await response.json()) as GraphItem;
  await graph.call('POST', `/messages/${id}/send`);
}

async function reports(query: string): Promise<Report[]> {
  const response = await graph.control(`/messages?${query}`);
  return ((await response.json()) as { messages: Report[] }).messages;
}

test('delivered mail is reported with key, headers, HTML and text', async () => {
  await deliver('a', { internetMessageHeaders: [{ name: 'X-Order', value: 'CO-1' }] });
  expect(await reports('to=DANA@retail.example')).toMatchObject([
    {
      key: 'a',
      mailbox: 'dana@retail.example',
      subject: 'CO-2026-000123 needs your approval',
      html: '<p>Site <b>TXH 97</b> &amp; more</p>',
      text: 'Site TXH 97 & more',
      headers: { to: 'Dana Ruiz <dana@retail.example>', 'x-order': 'CO-1' },
    },
  ]);
  expect(await reports('to=lee@retail.example')).toEqual([]);
  expect(await reports('key=a&folder=sentitems')).toHaveLength(1);
});

test('mail from outside lands in the mailbox', async () => {
  const response = await graph.control('/messages', 'POST', {
    to: 'circuit-orders@retail.example',
    from: 'orders@spectrum.example',
    message: { subject: 'FOC date', body: { contentType: 'text', content: 'March 21' } },
  });
  expect(response.status).toBe(201);
  const inbox = await graph.call('GET', '/mailFolders/inbox/messages');
  expect(await inbox.json()).toMatchObject({ value: [{ subject: 'FOC date', isRead: false }] });
});

test('the reports want the bearer, the page does not', async () => {
  expect((await fetch(`${graph.simulator.control}/_sim/messages`)).status).toBe(401);
  expect((await fetch(graph.simulator.inbox)).status).toBe(200);
});

test('the page lists the mail of a person and opens it in a sandbox', async () => {
  await deliver('a');
  const [report] = await reports('key=a');
  const page = await fetch(
    `${graph.simulator.inbox}?mailbox=dana@retail.example&message=${report?.id ?? ''}`,
  );
  const html = await page.text();
  expect(html).toContain('CO-2026-000123 needs your approval');
  expect(html).toMatch(/<iframe sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
});

test('a mail is shown where no script runs and nothing is fetched', async () => {
  await deliver('a', { body: { contentType: 'html', content: '<script>alert(1)</script>hello' } });
  const [report] = await reports('key=a');
  const content = await fetch(`${graph.simulator.inbox}/content?message=${report?.id ?? ''}`);
  const policy = content.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('sandbox');
  expect(policy).not.toContain('allow-scripts');
  expect(policy).not.toContain('allow-same-origin');
});

test.each([
  ['as it was sent', toBase64(aMime()), TEXT, false],
  ['made from the HTML where none was sent', aMail('a'), 'Site TXH 97 &amp; more', true],
  ['alone, where there is no HTML', toBase64(aPlainMime('text/plain', 'Words')), 'Words', false],
])('the page shows the text of a mail %s', async (_what, mail, text, isMade) => {
  const { id } = (await (await graph.call('POST', '/messages', mail)).json()) as GraphItem;
  await graph.call('POST', `/messages/${id}/send`);
  const [report] = await reports('to=dana@retail.example');
  const address = `${graph.simulator.inbox}?mailbox=dana@retail.example&message=${report?.id ?? ''}`;
  const html = await (await fetch(`${address}&part=text`)).text();
  expect(html).toContain(`aria-label="Text">${text}</pre>`);
  expect(html.includes('The mailbox made this one from its HTML.')).toBe(isMade);
  expect(report).toMatchObject({ isTextMade: isMade });
});

test('subjects and addresses are escaped on the page', async () => {
  await deliver('a', { subject: '<img src=x onerror=alert(1)>' });
  const html = await (await fetch(`${graph.simulator.inbox}?mailbox=dana@retail.example`)).text();
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).not.toContain('<img');
});

test('the page answers to loopback names only', async () => {
  const { port } = new URL(graph.simulator.control);
  const status = await new Promise<number>((resolve, reject) => {
    request(
      {
        port,
        host: '127.0.0.1',
        path: '/_sim/inbox',
        headers: { host: `attacker.example:${port}` },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test('word of new mail grows with each message', async () => {
  const news = async () =>
    (await (await fetch(`${graph.simulator.inbox}/news`)).json()) as {
      sequence: number;
      newest: string;
    };
  const before = await news();
  await deliver('a');
  const after = await news();
  expect(after.sequence).toBeGreaterThan(before.sequence);
  expect(after.newest).toContain('dana@retail.example');
});

test('mail and tokens survive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-state-'));
  const stateFile = join(folder, 'mail.json');
  const first = await startGraph({ stateFile });
  await first.call('POST', '/messages', aMail('kept'));
  await first.close();
  const second = await startGraph({ stateFile });
  const { messages } = (await (
    await second.control('/messages?key=kept&folder=drafts')
  ).json()) as {
    messages: unknown[];
  };
  await second.close();
  rmSync(folder, { recursive: true });
  expect(messages).toHaveLength(1);
});

test('a reset empties every mailbox', async () => {
  await deliver('a');
  await graph.control('/reset', 'POST');
  expect(await reports('key=a')).toEqual([]);
});
