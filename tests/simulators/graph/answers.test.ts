import { fetch as undiciFetch } from 'undici';
import { MAILBOX, aMail, startGraph, type GraphItem, type GraphUnderTest } from './start-graph';

let graph: GraphUnderTest;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

type Body = Record<string, unknown>;

const bodyOf = async (path: string, headers: object = {}) =>
  (await (await graph.call('GET', path, undefined, headers)).json()) as Body;

async function draft(key: string, changes: object = {}): Promise<GraphItem> {
  return (await (await graph.call('POST', '/messages', aMail(key, changes))).json()) as GraphItem;
}

async function refusal(method: string, path: string, body?: unknown, headers: object = {}) {
  const response = await graph.call(method, path, body, headers);
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

const at = (path: string, headers: Record<string, string> = {}, body?: string) =>
  undiciFetch(`${graph.simulator.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    dispatcher: graph.agent,
    headers,
    ...(body === undefined ? {} : { body }),
  });

test('every answer names its request, and repeats the caller’s own name for it', async () => {
  const plain = await graph.call('GET', '/messages');
  expect(plain.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(plain.headers.get('client-request-id')).toBe(plain.headers.get('request-id'));
  const named = await graph.call('GET', '/messages/x', undefined, { 'client-request-id': 'mine' });
  expect(named.headers.get('client-request-id')).toBe('mine');
  const { error } = (await named.json()) as { error: { innerError: Body } };
  expect(error.innerError).toMatchObject({
    'request-id': named.headers.get('request-id'),
    'client-request-id': 'mine',
  });
});

test('an answer says by @odata.context what it holds', async () => {
  const made = await draft('c');
  const root = `${graph.simulator.url}/v1.0/$metadata#users('${encodeURIComponent(MAILBOX)}')`;
  const contextOf = (body: object) => (body as Body)['@odata.context'];
  expect(contextOf(made)).toBe(`${root}/messages/$entity`);
  expect(contextOf(await bodyOf('/messages'))).toBe(`${root}/messages`);
  expect(contextOf(await bodyOf('/mailFolders/drafts/messages?$select=subject,isDraft'))).toBe(
    `${root}/mailFolders('drafts')/messages(subject,isDraft)`,
  );
  expect(contextOf(await bodyOf(`/messages/${made.id}?$select=subject`))).toBe(
    `${root}/messages(subject)/$entity`,
  );
});

test('who calls is judged before what is asked', async () => {
  const json = { 'content-type': 'application/json' };
  for (const path of ['/v1.0/nonsense', `/v1.0/users/${MAILBOX}/messages`]) {
    const response = await at(path, json, '{bad');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /);
    const { error } = (await response.json()) as { error: Body };
    expect(error).toMatchObject({
      code: 'InvalidAuthenticationToken',
      message: 'Access token is empty.',
    });
  }
});

test.each([
  ['/messages/$count', 400, 'ErrorInvalidIdMalformed', 'Id is malformed.'],
  ['/messages/AAMkNobody=', 404, 'ErrorItemNotFound', 'not found in the store'],
  ['/messages/AAMkX=/attachments', 400, 'BadRequest', "for the segment 'attachments'"],
  ['/mailFolders', 400, 'BadRequest', "for the segment 'mailFolders'"],
  ['/../../me/messages', 400, 'BadRequest', '/me request is only valid with delegated'],
])('%s is refused for what it is', async (path, status, code, message) => {
  expect(await refusal('GET', path)).toMatchObject({
    status,
    code,
    message: expect.stringContaining(message) as string,
  });
});

test('broken JSON is refused in words that are not the parser’s', async () => {
  const headers = { 'content-type': 'application/json' };
  expect(await refusal('POST', '/messages', '{bad', headers)).toMatchObject({
    status: 400,
    code: 'BadRequest',
    message: expect.stringContaining('Unable to read JSON request payload.') as string,
  });
});

test.each([
  ['$orderby=nonsense desc', "property named 'nonsense'"],
  ['$orderby=subject sideways', "'subject sideways'"],
  ['orderby=nonsense', "property named 'nonsense'"],
  ['filter=nonsense eq 1', "property named 'nonsense'"],
  ['search="x"', "'search'"],
  ['$top=1&top=2', 'twice'],
])('a list by %s is refused', async (query, message) => {
  expect(await refusal('GET', `/messages?${query}`)).toMatchObject({
    status: 400,
    message: expect.stringContaining(message) as string,
  });
});

test('an option is the same without its dollar sign', async () => {
  for (const key of ['a', 'b', 'c']) await draft(key, { subject: key });
  const page = await bodyOf(
    '/messages?filter=isDraft eq true&select=subject&top=1&skip=1&orderby=isDraft',
  );
  expect(page['value']).toMatchObject([{ subject: 'b' }]);
  const next = new URL(String(page['@odata.nextLink']));
  expect(next.searchParams.get('skip')).toBe('2');
  expect(await bodyOf(`/messages${next.search}`)).toMatchObject({ value: [{ subject: 'c' }] });
});

test('a draft keeps all that a message may be given', async () => {
  const given = {
    from: { emailAddress: { address: MAILBOX, name: 'Circuit orders' } },
    sender: { emailAddress: { address: MAILBOX, name: 'Desk' } },
    flag: { flagStatus: 'flagged' },
    isReadReceiptRequested: true,
    isDeliveryReceiptRequested: true,
    inferenceClassification: 'other',
  };
  const made = await draft('d', given);
  expect(made).toMatchObject(given);
  expect((await graph.call('POST', `/messages/${made.id}/send`)).status).toBe(202);
});

test.each([
  ['a property only the mailbox writes', { isDraft: false }, 400, 'ErrorInvalidPropertySet'],
  ['one this simulator does not keep', { extensions: [] }, 501, 'notSupported'],
  ['a flag nobody knows', { flag: { flagStatus: 'waved' } }, 400, 'RequestBodyRead'],
  ['a truth value in quotes', { isReadReceiptRequested: 'true' }, 400, 'RequestBodyRead'],
])('a draft with %s is refused', async (_what, changes, status, code) => {
  expect(await refusal('POST', '/messages', aMail('e', changes))).toMatchObject({ status, code });
});

test('nothing is sent on behalf of another sender', async () => {
  const sender = { emailAddress: { address: 'dana@retail.example' } };
  const { id } = await draft('f', { sender });
  expect(await refusal('POST', `/messages/${id}/send`)).toMatchObject({
    code: 'ErrorSendAsDenied',
  });
});

describe('sendMail', () => {
  const subjects = () =>
    graph.simulator.store.all().map(({ subject, folder }) => [subject, folder]);

  test('takes its parameters under the names of the metadata, as the SDKs send them', async () => {
    const body = { Message: aMail('g', { subject: 'sdk' }), SaveToSentItems: false };
    expect((await graph.call('POST', '/sendMail', body)).status).toBe(202);
    expect(subjects()).toEqual([['sdk', 'inbox']]);
  });

  test.each([
    ['false', ['inbox']],
    ['true', ['sentitems', 'inbox']],
  ])('takes the wish for a copy as text, as in its documentation: %s', async (wish, folders) => {
    const body = { message: aMail('g'), saveToSentItems: wish };
    expect((await graph.call('POST', '/sendMail', body)).status).toBe(202);
    expect(subjects().map(([, folder]) => folder)).toEqual(folders);
  });

  test('takes MIME', async () => {
    const mime = `From: ${MAILBOX}\r\nTo: dana@retail.example\r\nSubject: mime\r\n\r\nhello\r\n`;
    const sent = await graph.call('POST', '/sendMail', Buffer.from(mime).toString('base64'));
    expect(sent.status).toBe(202);
    expect(subjects()).toEqual([
      ['mime', 'sentitems'],
      ['mime', 'inbox'],
    ]);
  });

  test.each([
    ['nothing at all', undefined, 'RequestBodyRead'],
    ['no message', {}, 'RequestBodyRead'],
    [
      'a wish that is no truth value',
      { message: aMail('h'), saveToSentItems: 'no' },
      'RequestBodyRead',
    ],
    ['no recipient', { message: { subject: 'x' } }, 'ErrorInvalidRecipients'],
  ])('refuses %s and leaves nothing behind', async (_what, body, code) => {
    expect(await refusal('POST', '/sendMail', body)).toMatchObject({ status: 400, code });
    expect(subjects()).toEqual([]);
  });
});

describe('a preference', () => {
  const immutable = { prefer: 'IdType="ImmutableId"' };

  test('for ids that do not change is kept through sending', async () => {
    const response = await graph.call('POST', '/messages', aMail('i'), immutable);
    expect(response.headers.get('preference-applied')).toBe('IdType="ImmutableId"');
    const { id } = (await response.json()) as GraphItem;
    expect((await graph.call('POST', `/messages/${id}/send`, undefined, immutable)).status).toBe(
      202,
    );
    const sent = await graph.call('GET', `/messages/${id}`, undefined, immutable);
    expect(await sent.json()).toMatchObject({ id, isDraft: false });
    const listed = (await bodyOf('/messages', immutable))['value'] as GraphItem[];
    expect(listed.map((item) => item.id)).toEqual([id]);
    const plain = (await bodyOf('/messages'))['value'] as GraphItem[];
    expect(plain[0]?.id).not.toBe(id);
    const inbox = graph.simulator.store.all().filter((message) => message.folder === 'inbox');
    expect(new Set(inbox.map((message) => message.firstId)).has(plain[0]?.id)).toBe(false);
  });

  test('for bodies as text is followed', async () => {
    const { id } = await draft('j');
    const text = { prefer: 'outlook.body-content-type="text"' };
    const response = await graph.call('GET', `/messages/${id}`, undefined, text);
    expect(response.headers.get('preference-applied')).toBe('outlook.body-content-type="text"');
    expect(await response.json()).toMatchObject({
      body: { contentType: 'text', content: 'Site TXH 97 & more' },
    });
  });

  test('nobody knows is not said to be followed', async () => {
    const response = await graph.call('GET', '/messages', undefined, { prefer: 'haste' });
    expect(response.headers.get('preference-applied')).toBeNull();
  });
});
