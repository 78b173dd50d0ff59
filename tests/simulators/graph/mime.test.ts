import PostalMime from 'postal-mime';
import { withoutBcc } from '../../../src/simulators/graph/without-bcc';
import {
  KEY_PROPERTY,
  MAILBOX,
  aMail,
  findPath,
  startGraph,
  type GraphItem,
  type GraphList,
  type GraphUnderTest,
} from './start-graph';
import { HTML, MESSAGE_ID, TEXT, aMime, aPlainMime, toBase64, without } from './mime-samples';

let graph: GraphUnderTest;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

async function draft(mime: string): Promise<GraphItem> {
  const response = await graph.call('POST', '/messages', toBase64(mime));
  expect(response.status).toBe(201);
  return (await response.json()) as GraphItem;
}

async function refusal(method: string, path: string, body?: unknown) {
  const response = await graph.call(method, path, body);
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

const source = async (id: string) => (await graph.call('GET', `/messages/${id}/$value`)).text();
const list = async (path: string) =>
  ((await (await graph.call('GET', path)).json()) as GraphList).value;
const byMessageId = (id = MESSAGE_ID) =>
  `/messages?$filter=${encodeURIComponent(`internetMessageId eq '${id}'`)}`;
const setKey = (id: string, value: string) =>
  graph.call('PATCH', `/messages/${id}`, {
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value }],
  });

test('a MIME draft is a message with the headers and the HTML of its MIME', async () => {
  expect(await draft(aMime())).toMatchObject({
    isDraft: true,
    subject: '🛰️ Circuit réservé for TXH 97',
    from: { emailAddress: { name: 'Circuit Orders', address: MAILBOX } },
    toRecipients: [
      { emailAddress: { name: 'Dana Ruiz', address: 'dana@retail.example' } },
      { emailAddress: { name: 'Lee O’Hare', address: 'lee@retail.example' } },
    ],
    ccRecipients: [{ emailAddress: { address: 'ops@retail.example' } }],
    internetMessageId: MESSAGE_ID,
    body: { contentType: 'html', content: HTML },
    bodyPreview: expect.stringContaining('Réservé: circuit at TXH 97') as string,
  });
});

test('its own headers are shown when selected, and not before', async () => {
  const made = await draft(aMime());
  expect(made).not.toHaveProperty('internetMessageHeaders');
  const path = `/messages/${made.id}?$select=internetMessageHeaders`;
  const { internetMessageHeaders } = (await (await graph.call('GET', path)).json()) as {
    internetMessageHeaders: unknown;
  };
  expect(internetMessageHeaders).toEqual(
    expect.arrayContaining([
      { name: 'X-Order', value: 'CO-2026-000123' },
      { name: 'Auto-Submitted', value: 'auto-generated' },
    ]),
  );
});

test('a mail of text alone has a text body', async () => {
  const made = await draft(aPlainMime('text/plain', 'Only words'));
  expect(made).toMatchObject({ body: { contentType: 'text', content: 'Only words' } });
});

test('a message id is made where the MIME has none', async () => {
  const made = await draft(aMime(without('Message-ID')));
  expect(made).toMatchObject({ internetMessageId: expect.stringMatching(/^<.+@.+>$/) as string });
});

test('a file inside the MIME is an attachment of the message', async () => {
  const made = await draft(
    [
      'To: dana@retail.example',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'See the file',
      '--x',
      'Content-Type: text/csv; name=orders.csv',
      'Content-Disposition: attachment; filename=orders.csv',
      'Content-Transfer-Encoding: base64',
      '',
      toBase64('a,b\n1,2\n'),
      '--x--',
    ].join('\r\n'),
  );
  expect(made).toMatchObject({ hasAttachments: true, body: { content: 'See the file' } });
});

test('$value gives the MIME back as it came, before and after sending', async () => {
  const made = await draft(aMime());
  const answer = await graph.call('GET', `/messages/${made.id}/$value`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain\b/);
  expect(await answer.text()).toBe(aMime());
  await graph.call('POST', `/messages/${made.id}/send`);
  const [sent] = await list(byMessageId());
  expect(await source(sent?.id ?? '')).toBe(aMime());
});

test('$value of a JSON draft is a MIME with its HTML and a text made from it', async () => {
  const response = await graph.call(
    'POST',
    '/messages',
    aMail('k1', {
      subject: 'Réservé 🛰️ '.repeat(12),
      ccRecipients: [{ emailAddress: { address: 'ops@retail.example', name: 'Núñez, "Ops"' } }],
      internetMessageHeaders: [{ name: 'X-Order', value: 'CO-1' }],
    }),
  );
  const { id } = (await response.json()) as GraphItem;
  const mime = await source(id);
  expect(
    mime.split('\r\n').filter((line) => /[^\x20-\x7e]/.test(line) || line.length > 78),
  ).toEqual([]);
  const read = await PostalMime.parse(mime);
  expect(read).toMatchObject({
    subject: 'Réservé 🛰️ '.repeat(12),
    to: [{ address: 'dana@retail.example', name: 'Dana Ruiz' }],
    cc: [{ address: 'ops@retail.example', name: 'Núñez, "Ops"' }],
  });
  expect(read.html?.trim()).toBe('<p>Site <b>TXH 97</b> &amp; more</p>');
  expect(read.text?.trim()).toBe('Site TXH 97 & more');
  expect(read.headers).toContainEqual(expect.objectContaining({ key: 'x-order', value: 'CO-1' }));
});

test('a new subject of a MIME draft shows in its MIME, both parts kept', async () => {
  const made = await draft(aMime());
  await graph.call('PATCH', `/messages/${made.id}`, { subject: 'Another' });
  const read = await PostalMime.parse(await source(made.id));
  expect(read).toMatchObject({ subject: 'Another', messageId: MESSAGE_ID });
  expect(read.text?.trim()).toBe(TEXT);
  expect(read.html?.trim()).toBe(HTML);
});

test('a key set on a MIME draft finds it, and finds it sent', async () => {
  const made = await draft(aMime());
  const changed = await setKey(made.id, 'k2');
  expect(changed.status).toBe(200);
  expect(await changed.json()).toMatchObject({ id: made.id, isDraft: true });
  expect(await list(findPath('k2'))).toMatchObject([{ id: made.id }]);
  await setKey(made.id, 'k3');
  expect(await list(findPath('k2'))).toEqual([]);
  expect((await graph.call('POST', `/messages/${made.id}/send`)).status).toBe(202);
  expect(await list(findPath('k3'))).toMatchObject([{ isDraft: false }]);
  const told = graph.simulator.ledger.entries('delivered').map(({ key, to }) => ({ key, to }));
  expect(told).toEqual(
    ['dana', 'lee', 'ops'].map((name) => ({ key: 'k3', to: `${name}@retail.example` })),
  );
});

test('a message id finds its mail and no other', async () => {
  const made = await draft(aMime());
  await draft(aMime(without('Message-ID')));
  expect(await list(byMessageId())).toMatchObject([{ id: made.id }]);
  expect(await list(byMessageId('<nobody@retail.example>'))).toEqual([]);
});

test.each([
  ['MIME that is not encoded', aMime()],
  ['a broken end', `${toBase64(aMime())}=A`],
  ['the alphabet of addresses', toBase64(aMime()).replace('b', '-')],
  ['nothing', ''],
  ['text without headers', toBase64('Hello Dana, your order is on its way.')],
  ['a body alone', toBase64('\r\n\r\nHello')],
  ['parts that are not there', toBase64('Content-Type: multipart/mixed; boundary=x\r\n\r\nHello')],
])('%s is no MIME draft', async (_what, body) => {
  expect(await refusal('POST', '/messages', body)).toMatchObject({
    status: 400,
    code: 'ErrorMimeContentInvalidBase64String',
    message: 'Invalid base64 string for MIME content.',
  });
  expect(graph.simulator.store.all()).toEqual([]);
});

test('base64 broken into lines is read', async () => {
  const lines = toBase64(aMime()).replace(/.{76}/g, '$&\r\n');
  expect((await graph.call('POST', '/messages', lines)).status).toBe(201);
});

test('a MIME draft to nobody may be kept, not sent', async () => {
  const made = await draft(aPlainMime('text/plain', 'x').replace(/^(?:To|Cc):[^]*?(?=^\S)/gm, ''));
  expect(await refusal('POST', `/messages/${made.id}/send`)).toMatchObject({
    status: 400,
    code: 'ErrorInvalidRecipients',
  });
});

test('nothing is sent in the name of another mailbox', async () => {
  const made = await draft(aMime((head) => ['From: dana@retail.example', ...head.slice(1)]));
  expect(await refusal('POST', `/messages/${made.id}/send`)).toMatchObject({
    status: 403,
    code: 'ErrorSendAsDenied',
  });
  expect(graph.simulator.ledger.entries('sent')).toEqual([]);
});

const BLIND = ['Bcc: boss@retail.example,', ' auditor@retail.example'];
test.each([
  ['first', (head: string[]) => [...BLIND, ...head], (mime: string) => mime],
  [
    'in the middle of a mail with bare line ends',
    (head: string[]) => [...head.slice(0, 3), ...BLIND, ...head.slice(3)],
    (mime: string) => mime.replaceAll('\r\n', '\n'),
  ],
])('blind copies named %s stand in no delivered mail', async (_where, change, end) => {
  const made = await draft(end(aMime(change)));
  await graph.call('POST', `/messages/${made.id}/send`);
  const inboxes = graph.simulator.store.all().filter(({ folder }) => folder === 'inbox');
  expect(inboxes.map(({ mailbox }) => mailbox)).toContain('auditor@retail.example');
  for (const message of inboxes) {
    expect(Buffer.from(message.mime ?? '', 'base64').toString()).toBe(end(aMime()));
  }
});

test('blind copies named last, with bare line ends, take nothing else away', () => {
  const mime = Buffer.from('To: a@b.example\nBcc: c@d.example\n\nBcc: told in the body\n');
  expect(Buffer.from(withoutBcc(mime.toString('base64')), 'base64').toString()).toBe(
    'To: a@b.example\n\nBcc: told in the body\n',
  );
});

test('what only a draft may change stays on a sent mail', async () => {
  const made = await draft(aMime());
  await graph.call('POST', `/messages/${made.id}/send`);
  const [sent] = await list(byMessageId());
  for (const change of [
    { subject: 'x' },
    { body: { contentType: 'text', content: 'x' } },
    { internetMessageId: '<x@retail.example>' },
  ]) {
    expect(await refusal('PATCH', `/messages/${sent?.id ?? ''}`, change)).toMatchObject({
      status: 400,
      code: 'ErrorInvalidPropertyUpdateSentMessage',
    });
  }
  expect((await setKey(sent?.id ?? '', 'late')).status).toBe(200);
});

test('headers and files are given when a draft is made, not later', async () => {
  const made = await draft(aMime());
  for (const change of [
    { internetMessageHeaders: [{ name: 'X-Late', value: '1' }] },
    { attachments: [{ name: 'late.txt', contentBytes: 'YQ==' }] },
  ]) {
    expect(await refusal('PATCH', `/messages/${made.id}`, change)).toMatchObject({
      status: 400,
      code: 'ErrorInvalidPropertySet',
    });
  }
});

test.each([
  ['GET', '/$value'],
  ['PATCH', ''],
])('%s of a message that is not there answers 404', async (method, end) => {
  const body = method === 'PATCH' ? { subject: 'x' } : undefined;
  expect(await refusal(method, `/messages/AAMkNobody${end}`, body)).toMatchObject({
    status: 404,
    code: 'ErrorItemNotFound',
  });
});
