import {
  Client,
  ResponseType,
  RetryHandlerOptions,
  type GraphError,
} from '@microsoft/microsoft-graph-client';
import { fetch as undiciFetch, type RequestInit } from 'undici';
import { MESSAGE_ID, aMime, toBase64 } from './mime-samples';
import {
  KEY_PROPERTY,
  MAILBOX,
  aMail,
  byKey,
  fetchToken,
  startGraph,
  type GraphItem,
  type GraphList,
  type GraphUnderTest,
} from './start-graph';

let graph: GraphUnderTest;
let client: Client;

beforeAll(async () => {
  graph = await startGraph();
  const { simulator, agent } = graph;
  client = Client.init({
    baseUrl: simulator.url,
    customHosts: new Set(['localhost']),
    authProvider: (done) => {
      fetchToken(simulator, agent).then(
        (token) => {
          done(null, token);
        },
        (error: unknown) => {
          done(error, null);
        },
      );
    },
    fetchOptions: { dispatcher: agent } as object,
  });
});
afterAll(() => graph.close());

const messages = `/users/${MAILBOX}/messages`;
const noRetry = [new RetryHandlerOptions(0, 0)];

test('the real client drafts, finds by our key, sends and finds the sent mail', async () => {
  const draft = (await client
    .api(messages)
    .middlewareOptions(noRetry)
    .post(aMail('order-1:created'))) as GraphItem;
  expect(draft.isDraft).toBe(true);

  const find = async () =>
    (
      (await client
        .api(messages)
        .filter(byKey('order-1:created'))
        .expand(`singleValueExtendedProperties($filter=id eq '${KEY_PROPERTY}')`)
        .select('id,isDraft,createdDateTime')
        .get()) as GraphList
    ).value;
  const before = await find();
  expect(before).toMatchObject([{ id: draft.id, isDraft: true }]);
  expect(before[0]?.singleValueExtendedProperties).toEqual([
    { id: KEY_PROPERTY, value: 'order-1:created' },
  ]);

  await client.api(`${messages}/${draft.id}/send`).middlewareOptions(noRetry).post(undefined);
  const after = await find();
  expect(after).toHaveLength(1);
  expect(after[0]).toMatchObject({ isDraft: false });
  expect(after[0]?.id).not.toBe(draft.id);
});

test('the real client drafts MIME, reads it back and finds it by its message id', async () => {
  const draft = (await client
    .api(messages)
    .middlewareOptions(noRetry)
    .header('content-type', 'text/plain')
    .post(toBase64(aMime()))) as GraphItem;
  const found = (await client
    .api(messages)
    .filter(`internetMessageId eq '${MESSAGE_ID}'`)
    .get()) as GraphList;
  expect(found.value).toMatchObject([{ id: draft.id, isDraft: true }]);
  const mime: unknown = await client
    .api(`${messages}/${draft.id}/$value`)
    .responseType(ResponseType.TEXT)
    .get();
  expect(mime).toBe(aMime());
});

test('the real client reads code, status and Retry-After of a refusal and calls once', async () => {
  graph.simulator.ledger.clear();
  graph.simulator.faults.set([
    { operation: 'draft', kind: 'status429', times: 1, with: { retryAfterSeconds: 3 } },
  ]);
  const failure = (await client
    .api(messages)
    .middlewareOptions(noRetry)
    .post(aMail('order-2:created'))
    .catch((error: unknown) => error)) as GraphError;
  expect(failure).toMatchObject({ statusCode: 429, code: 'TooManyRequests' });
  expect(failure.headers?.get('retry-after')).toBe('3');
  expect(graph.simulator.ledger.entries('call')).toHaveLength(1);
});

test('a client without the authority does not trust the server', async () => {
  const request: RequestInit = { method: 'POST' };
  await expect(undiciFetch(graph.simulator.tokenUrl, request)).rejects.toMatchObject({
    cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  });
});
