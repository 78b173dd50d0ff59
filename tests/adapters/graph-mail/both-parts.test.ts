import { readMime } from './read-mime';
import { aMail, listOf, mailerAt, startScriptedGraph, type ScriptedGraph } from './scripted-graph';
import type { Mail } from '../../../src/ports/mail';

let graph: ScriptedGraph;
afterEach(() => graph.close());

/** What is posted as the draft of a mail. */
async function drafted(changes: Partial<Mail>) {
  graph = await startScriptedGraph((call) => (call.method === 'GET' ? listOf() : 'reset'));
  await mailerAt(graph.url).send(aMail(changes));
  const draft = graph.calls.find((call) => call.method === 'POST');
  return { type: draft?.contentType, ...readMime(draft?.body ?? '') };
}

test('sends both parts, the plain one first', async () => {
  const { type, headers, parts } = await drafted({
    text: 'Grüße an Sam\n.\nhttps://orders.example/o?a=1&b=2',
    html: '<p>Grüße an <b>Sam</b></p>',
  });
  expect(type).toBe('text/plain');
  expect(headers['mime-version']).toBe('1.0');
  expect(headers['content-type']).toMatch(/^multipart\/alternative;/);
  expect(parts).toEqual([
    {
      type: 'text/plain; charset=utf-8',
      encoding: 'quoted-printable',
      content: 'Grüße an Sam\r\n.\r\nhttps://orders.example/o?a=1&b=2',
    },
    {
      type: 'text/html; charset=utf-8',
      encoding: 'quoted-printable',
      content: '<p>Grüße an <b>Sam</b></p>',
    },
  ]);
});

test('names sender, recipient and subject in any script', async () => {
  const { headers } = await drafted({
    subject: `Größe ${'geändert '.repeat(20)}– 注文 🚀`,
    to: { name: 'Zoë "Z" Okafor, 東京', email: 'zoe@retail.example' },
  });
  expect(headers).toMatchObject({
    from: 'orders@retail.example',
    subject: `Größe ${'geändert '.repeat(20)}– 注文 🚀`,
    to: 'Zoë "Z" Okafor, 東京 <zoe@retail.example>',
  });
});

test('lets no line break into a header', async () => {
  const { headers } = await drafted({
    subject: 'New\r\nBcc: eve@elsewhere.example\u2028X-A: b',
    to: { name: 'Sam\r\n\r\nOkafor\nCc: eve@elsewhere.example', email: 'sam@retail.example' },
  });
  expect(headers['subject']).toBe('New Bcc: eve@elsewhere.example X-A: b');
  expect(Object.keys(headers).sort()).toEqual(
    ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].sort(),
  );
  expect(headers['to']).toMatch(/ <sam@retail\.example>$/);
});

test.each(['=?utf-8?b?DQpCY2M6IGV2ZUBlbHNld2hlcmU=?=', '=?utf-8?q?=0D=0ABcc:_eve?= – x'])(
  'brings no header in with the encoded word %s',
  async (word) => {
    const { headers } = await drafted({
      subject: word,
      to: { name: word, email: 'sam@retail.example' },
    });
    expect(headers['subject']).toBe(word.replaceAll('=?', '= ?'));
    expect(headers['to']).not.toContain('\n');
  },
);

test('keeps long lines of both parts whole', async () => {
  const line = 'word '.repeat(400).trim();
  const { parts } = await drafted({ text: line, html: `<p>${line}</p>` });
  expect(parts.map((part) => part.content)).toEqual([line, `<p>${line}</p>`]);
  const source = Buffer.from(graph.calls.at(-1)?.body ?? '', 'base64').toString('ascii');
  expect(Math.max(...source.split('\r\n').map((each) => each.length))).toBeLessThanOrEqual(76);
});

test('gives a mail one Message-ID of its own, the same at every try', async () => {
  const ids: (string | undefined)[] = [];
  for (const key of ['one', 'one', 'two']) {
    ids.push((await drafted({ key })).headers['message-id']);
    await graph.close();
  }
  expect(ids[0]).toMatch(/^<[0-9a-z.-]+@retail\.example>$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});
