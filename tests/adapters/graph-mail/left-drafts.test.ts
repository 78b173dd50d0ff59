import type { CrashPoints } from '../../../src/ports/crash-points';
import { aMailbox, type Mailbox } from './mailbox';
import {
  aMail,
  mailerAt,
  startScriptedGraph,
  type Answer,
  type ScriptedGraph,
  type SeenCall,
} from './scripted-graph';

const SUBJECT = aMail().subject;
let graph: ScriptedGraph;
let mailbox: Mailbox;
afterEach(() => graph.close());

type Before = (call: SeenCall) => Answer | undefined | Promise<undefined>;

/** A mailbox at the wire; `before` may answer in its place, or keep it waiting. */
async function open(keepsMessageIds: boolean, before: Before = () => undefined) {
  mailbox = aMailbox({ keepsMessageIds });
  graph = await startScriptedGraph(async (call) => (await before(call)) ?? mailbox.answer(call));
}

const dyingAfterDraft: CrashPoints = {
  reached: (point) => {
    if (point === 'mail.draft') throw new Error('killed');
  },
};

const killedAfterDraft = () =>
  expect(mailerAt(graph.url, {}, dyingAfterDraft).send(aMail())).rejects.toThrow('killed');

test('gives the key to a draft that was left without one, and sends that', async () => {
  await open(true);
  await killedAfterDraft();
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual([SUBJECT]);
  expect(mailbox.drafts()).toEqual([]);
});

test('makes a new draft when the mailbox put another Message-ID on the one left', async () => {
  await open(false);
  await killedAfterDraft();
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual([SUBJECT]);
  expect(mailbox.drafts()).toEqual([SUBJECT]);
});

test('clears away all drafts that were left, whoever left them', async () => {
  await open(true);
  await killedAfterDraft();
  const [left] = mailbox.messages;
  if (left) mailbox.messages.push({ ...left, id: 'draft-of-another-try' });
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual([SUBJECT]);
  expect(mailbox.drafts()).toEqual([]);
});

test('leaves drafts of other mails alone, even when the mailbox ignores the filter', async () => {
  await open(true, (call) =>
    call.query.get('$filter')?.startsWith('internetMessageId')
      ? { json: { value: mailbox.messages } }
      : undefined,
  );
  await killedAfterDraft();
  const other = aMail({ key: 'another mail', subject: 'Another mail' });
  expect(await mailerAt(graph.url).send(other)).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual(['Another mail']);
  expect(mailbox.drafts()).toEqual([SUBJECT]);
});

test('takes no mail that came in under its Message-ID for its own', async () => {
  await open(true);
  await killedAfterDraft();
  for (const message of mailbox.messages) message.isDraft = false;
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toHaveLength(2);
});

test('sends in a mailbox that cannot find by Message-ID', async () => {
  await open(true, (call) =>
    call.query.get('$filter')?.startsWith('internetMessageId')
      ? { status: 400, json: { error: { code: 'ErrorInvalidUrlQueryFilter' } } }
      : undefined,
  );
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual([SUBJECT]);
});

test.each<[string, Answer]>([
  ['a draft that is gone', { status: 404, json: { error: { code: 'ErrorItemNotFound' } } }],
  ['a reset', 'reset'],
  ['a busy mailbox', { status: 503, json: {} }],
])('sends nothing without a key: %s', async (_name, answer) => {
  let isFirst = true;
  await open(true, (call) => {
    if (call.method !== 'PATCH' || !isFirst) return undefined;
    isFirst = false;
    return answer;
  });
  const mailer = mailerAt(graph.url);
  expect(await mailer.send(aMail())).toMatchObject({ outcome: 'retry_later' });
  expect(mailbox.sent()).toEqual([]);
  expect(await mailer.send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual([SUBJECT]);
  expect(mailbox.drafts()).toEqual([]);
});

test('two senders at once send the draft that had its key first', async () => {
  const reached = { slowKey: gate(), quickSend: gate(), slowSend: gate(), quickEnd: gate() };
  let sends = 0;
  // The slow one drafts first, gets its key in when the quick one is about to send, and sends last.
  await open(false, (call) => {
    if (call.method === 'PATCH' && call.path.endsWith('/draft-0')) {
      reached.slowKey.open();
      return reached.quickSend.opened;
    }
    if (!call.path.endsWith('/send')) return undefined;
    sends += 1;
    reached[sends === 1 ? 'quickSend' : 'slowSend'].open();
    return reached[sends === 1 ? 'slowSend' : 'quickEnd'].opened;
  });
  const slow = mailerAt(graph.url).send(aMail());
  await reached.slowKey.opened;
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  reached.quickEnd.open();
  expect(await slow).toMatchObject({ outcome: 'retry_later' });
  expect(await mailerAt(graph.url).send(aMail())).toEqual({ outcome: 'sent' });
  expect(mailbox.sent()).toEqual([SUBJECT]);
  expect(mailbox.drafts()).toEqual([]);
});

/** Something that is waited for until it was reached. */
function gate() {
  let open = () => {};
  const opened = new Promise<undefined>((resolve) => {
    open = () => {
      resolve(undefined);
    };
  });
  return { opened, open };
}
