import {
  KEY_PROPERTY,
  aMail,
  byKey,
  findPath,
  startGraph,
  type GraphItem,
  type GraphList,
  type GraphUnderTest,
} from './start-graph';

let graph: GraphUnderTest;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

async function draft(key: string, changes: object = {}): Promise<GraphItem> {
  return (await (await graph.call('POST', '/messages', aMail(key, changes))).json()) as GraphItem;
}

async function list(path: string): Promise<GraphList> {
  const response = await graph.call('GET', path);
  expect(response.status).toBe(200);
  return (await response.json()) as GraphList;
}

async function refusal(method: string, path: string, body?: unknown) {
  const response = await graph.call(method, path, body);
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

test('a draft is unsent, without its extended properties unless expanded', async () => {
  const made = await draft('k1');
  expect(made).toMatchObject({ isDraft: true, subject: 'CO-2026-000123 needs your approval' });
  expect(made).not.toHaveProperty('singleValueExtendedProperties');
  expect((await graph.control('/messages')).status).toBe(200);
  expect(graph.simulator.ledger.entries('delivered')).toEqual([]);
});

test('sending gives a new id, frees the old one and delivers to each recipient once', async () => {
  const made = await draft('k2', {
    ccRecipients: [{ emailAddress: { address: 'LEE@retail.example' } }],
    bccRecipients: [{ emailAddress: { address: 'dana@retail.example' } }],
  });
  const sent = await graph.call('POST', `/messages/${made.id}/send`);
  expect(sent.status).toBe(202);
  expect(await refusal('GET', `/messages/${made.id}`)).toMatchObject({
    status: 404,
    code: 'ErrorItemNotFound',
  });
  const found = await list(findPath('k2'));
  expect(found.value).toMatchObject([{ isDraft: false }]);
  expect(graph.simulator.ledger.entries('delivered').map(({ to }) => to)).toEqual([
    'dana@retail.example',
    'lee@retail.example',
  ]);
});

test('folders hold what belongs there, by well-known name in any case', async () => {
  const made = await draft('k3');
  await draft('k4');
  await graph.call('POST', `/messages/${made.id}/send`);
  expect((await list('/mailFolders/SentItems/messages')).value).toHaveLength(1);
  expect((await list('/mailFolders/drafts/messages')).value).toHaveLength(1);
  expect((await refusal('GET', '/mailFolders/nowhere/messages')).status).toBe(404);
});

test('a key compares in any case, its property name exactly', async () => {
  await draft('Order-5');
  expect((await list(findPath('order-5'))).value).toHaveLength(1);
  const other = byKey('order-5').replace('Name mailKey', 'Name mailkey');
  const path = `/messages?$filter=${encodeURIComponent(other)}`;
  expect((await list(path)).value).toHaveLength(0);
});

test('a key with an apostrophe is found', async () => {
  await draft("O'Hare");
  expect((await list(findPath("O'Hare"))).value).toHaveLength(1);
});

test('a list comes in pages of ten', async () => {
  for (let number = 0; number < 12; number += 1) await draft('same');
  const first = await list(findPath('same'));
  expect(first.value).toHaveLength(10);
  const next = new URL(first['@odata.nextLink'] ?? '');
  const second = await list(`/messages${next.search}`);
  expect(second.value).toHaveLength(2);
  const ids = [...first.value, ...second.value].map(({ id }) => id);
  expect(new Set(ids).size).toBe(12);
});

test('a sort order must be what the filter names first', async () => {
  await draft('k6');
  const filter = encodeURIComponent(byKey('k6'));
  expect(
    await refusal('GET', `/messages?$filter=${filter}&$orderby=createdDateTime`),
  ).toMatchObject({ status: 400, code: 'InefficientFilter' });
  const dated = encodeURIComponent(`createdDateTime ge 2000-01-01T00:00:00Z and ${byKey('k6')}`);
  expect((await list(`/messages?$filter=${dated}&$orderby=createdDateTime`)).value).toHaveLength(1);
});

test('a sent mail keeps its subject, an unsent one may change', async () => {
  const made = await draft('k7');
  const changed = await graph.call('PATCH', `/messages/${made.id}`, {
    subject: 'Another',
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: 'k7b' }],
  });
  expect(await changed.json()).toMatchObject({ subject: 'Another', isDraft: true });
  await graph.call('POST', `/messages/${made.id}/send`);
  const [sent] = (await list(findPath('k7b'))).value;
  expect(await refusal('PATCH', `/messages/${sent?.id ?? ''}`, { subject: 'x' })).toMatchObject({
    code: 'ErrorInvalidPropertyUpdateSentMessage',
  });
  expect(await refusal('POST', `/messages/${sent?.id ?? ''}/send`)).toMatchObject({ status: 400 });
});

test('a deleted draft moves to Deleted Items, where a search by key still meets it', async () => {
  const made = await draft('k8');
  expect((await graph.call('DELETE', `/messages/${made.id}`)).status).toBe(204);
  const [kept] = (await list(findPath('k8'))).value;
  expect((await list('/mailFolders/deleteditems/messages')).value).toMatchObject([
    { id: kept?.id },
  ]);
  await graph.call('DELETE', `/messages/${kept?.id ?? ''}`);
  expect((await list(findPath('k8'))).value).toEqual([]);
});

test.each([
  ['no recipient', { toRecipients: [] }],
  ['a name for an address', { toRecipients: [{ emailAddress: { address: 'Dana Ruiz' } }] }],
  ['two addresses in one', { toRecipients: [{ emailAddress: { address: 'a@b.c; d@e.f' } }] }],
])('nothing is sent to %s', async (_what, changes) => {
  const made = await draft('k9', changes);
  expect(await refusal('POST', `/messages/${made.id}/send`)).toMatchObject({
    status: 400,
    code: 'ErrorInvalidRecipients',
  });
  expect(graph.simulator.ledger.entries('sent')).toEqual([]);
});

test.each([
  ['an unknown property', { text: 'hi' }, 'RequestBodyRead'],
  ['a body without type', { body: { content: 'x' } }, 'RequestBodyRead'],
  ['a recipient that is text', { toRecipients: ['dana@retail.example'] }, 'RequestBodyRead'],
  [
    'a property id without a set',
    { singleValueExtendedProperties: [{ id: 'mailKey', value: 'x' }] },
    'ErrorInvalidProperty',
  ],
  [
    'a header that is not ours',
    { internetMessageHeaders: [{ name: 'Subject', value: 'x' }] },
    'InvalidInternetMessageHeader',
  ],
  ['no header in its list', { internetMessageHeaders: [null] }, 'RequestBodyRead'],
  ['half a header', { internetMessageHeaders: [{ name: 'x-order' }] }, 'RequestBodyRead'],
])('a draft with %s is refused', async (_what, changes, code) => {
  expect(await refusal('POST', '/messages', aMail('k10', changes))).toMatchObject({
    status: 400,
    code,
  });
});

test('sendMail is possible, and told in the ledger', async () => {
  const response = await graph.call('POST', '/sendMail', { message: aMail('k11') });
  expect(response.status).toBe(202);
  expect(graph.simulator.ledger.entries('sendMail')).toMatchObject([{ key: 'k11' }]);
});

test('another mailbox and an unknown token are refused', async () => {
  const other = await graph.call('GET', '/../dana@retail.example/messages');
  expect(other.status).toBe(403);
  const stranger = await graph.call('GET', '/messages', undefined, { authorization: 'Bearer 1.x' });
  expect(stranger.status).toBe(401);
});
