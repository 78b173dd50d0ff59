import { KEY_PROPERTY } from '../../../src/adapters/graph-mail/mail-key';
import {
  aMail,
  aMessage,
  listOf,
  mailerAt,
  startScriptedGraph,
  type Answer,
  type ScriptedGraph,
  type SeenCall,
} from './scripted-graph';

let graph: ScriptedGraph;
afterEach(() => graph.close());

const CREATED: Answer = { status: 201, json: { id: 'draft-1' } };
const ACCEPTED: Answer = { status: 202, text: '' };

const isForLeft = (call: SeenCall) =>
  call.query.get('$filter')?.startsWith('internetMessageId') === true;

/** Finds by key give these lists in turn, the last one for ever. */
async function finding(...lists: Answer[]) {
  let finds = 0;
  graph = await startScriptedGraph((call) => {
    if (call.method === 'DELETE') return { status: 204, text: '' };
    if (call.path.endsWith('/send')) return ACCEPTED;
    if (call.method === 'POST') return CREATED;
    if (call.method === 'PATCH' || isForLeft(call)) return listOf();
    finds += 1;
    return lists[Math.min(finds, lists.length) - 1] ?? listOf();
  });
  return mailerAt(graph.url);
}

const steps = () =>
  graph.calls.map((call) => {
    const method = isForLeft(call) ? 'GET left' : call.method;
    return `${method} ${call.path.split('/messages')[1] ?? call.path}`.trim();
  });

test('finds, drafts, sets the key, finds, sends the draft and finds', async () => {
  const mailer = await finding(
    listOf(),
    listOf(aMessage('draft-1', true)),
    listOf(aMessage('sent-1', false)),
  );
  expect(await mailer.send(aMail())).toEqual({ outcome: 'sent' });
  expect(steps()).toEqual([
    'GET',
    'GET left',
    'POST',
    'PATCH /draft-1',
    'GET',
    'POST /draft-1/send',
    'GET',
  ]);
  expect(graph.calls[0]).toMatchObject({
    path: '/v1.0/users/orders@retail.example/messages',
    authorization: 'Bearer token-1',
  });
  expect(graph.calls[0]?.query.get('$filter')).toMatch(
    / and ep\/value eq 'CO-2026-000123\/created\/sam'\)$/,
  );
  expect(JSON.parse(graph.calls[3]?.body ?? '')).toEqual({
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: 'CO-2026-000123/created/sam' }],
  });
});

test('sends nothing when the mail is found as sent, and removes what could be sent again', async () => {
  const mailer = await finding(listOf(aMessage('draft-2', true), aMessage('sent-1', false)));
  expect(await mailer.send(aMail())).toEqual({ outcome: 'sent' });
  expect(steps()).toEqual(['GET', 'DELETE /draft-2']);
});

test('sends the draft that had the key first and removes the others', async () => {
  const mailer = await finding(
    listOf(aMessage('a', true, aMail().key, '09'), aMessage('b', true, aMail().key, '01')),
    listOf(aMessage('sent', false), aMessage('a', true)),
  );
  expect(await mailer.send(aMail())).toEqual({ outcome: 'sent' });
  expect(steps()).toEqual(['GET', 'POST /b/send', 'GET', 'DELETE /a']);
});

test('waits for a draft that is not visible yet', async () => {
  const mailer = await finding(listOf());
  expect(await mailer.send(aMail())).toMatchObject({ outcome: 'retry_later' });
  expect(steps()).toEqual(['GET', 'GET left', 'POST', 'PATCH /draft-1', 'GET']);
});

test('does not call a mail sent that is still a draft', async () => {
  const mailer = await finding(listOf(aMessage('draft-1', true)));
  expect(await mailer.send(aMail())).toMatchObject({ outcome: 'retry_later' });
});

test('sends no draft of another key when the filter is ignored', async () => {
  const mailer = await finding(listOf(aMessage('foreign', true, 'another key')));
  expect(await mailer.send(aMail())).toMatchObject({ outcome: 'retry_later' });
  expect(steps()).toEqual(['GET']);
});

test('quotes its key in the filter', async () => {
  const mailer = await finding(listOf(aMessage('sent', false, "it's & 100% #1+")));
  expect(await mailer.send(aMail({ key: "it's & 100% #1+" }))).toEqual({ outcome: 'sent' });
  expect(graph.calls[0]?.query.get('$filter')).toContain("ep/value eq 'it''s & 100% #1+')");
});

test('passes its crash points after drafting and after sending', async () => {
  await finding(listOf(), listOf(aMessage('draft-1', true)), listOf(aMessage('sent-1', false)));
  const reached: string[] = [];
  const mailer = mailerAt(
    graph.url,
    {},
    {
      reached: (point, orderNumber) => {
        reached.push(`${point} ${orderNumber} after ${graph.calls.length}`);
      },
    },
  );
  await mailer.send(aMail());
  expect(reached).toEqual([
    'mail.draft CO-2026-000123 after 3',
    'mail.send CO-2026-000123 after 6',
  ]);
});

test('works on four mails at a time', async () => {
  let inside = 0;
  let most = 0;
  graph = await startScriptedGraph(async (call) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside -= 1;
    const value = /eq '([^']*)'\)$/.exec(call.query.get('$filter') ?? '')?.[1] ?? '';
    return listOf(aMessage('sent', false, value));
  });
  const mailer = mailerAt(graph.url);
  const mails = Array.from({ length: 12 }, (_none, index) => aMail({ key: `mail ${index}` }));
  await Promise.all(mails.map((mail) => mailer.send(mail)));
  expect(graph.calls).toHaveLength(12);
  expect(most).toBe(4);
});
