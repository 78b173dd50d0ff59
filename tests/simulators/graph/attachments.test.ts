import PostalMime from 'postal-mime';
import { aMail, startGraph, type GraphItem, type GraphUnderTest } from './start-graph';

let graph: GraphUnderTest;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

test('$value of a JSON draft holds its files', async () => {
  const csv = 'a,b\n1,2\n'.repeat(20);
  const attachments = [
    {
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'Réservé.csv',
      contentType: 'text/csv',
      contentBytes: Buffer.from(csv).toString('base64'),
    },
    { '@odata.type': 'microsoft.graph.fileAttachment', name: 'empty.bin', contentBytes: '' },
  ];
  const response = await graph.call('POST', '/messages', aMail('k1', { attachments }));
  const { id } = (await response.json()) as GraphItem;
  const mail = await PostalMime.parse(
    await (await graph.call('GET', `/messages/${id}/$value`)).text(),
  );
  expect(mail.html).toContain('TXH 97');
  expect(mail.text).toContain('TXH 97');
  expect(
    mail.attachments.map(({ filename, mimeType, content }) => [
      filename,
      mimeType,
      Buffer.from(content as ArrayBuffer).toString(),
    ]),
  ).toEqual([
    ['Réservé.csv', 'text/csv', csv],
    ['empty.bin', 'application/octet-stream', ''],
  ]);
});

test.each([
  ['a message as attachment', { '@odata.type': '#microsoft.graph.itemAttachment', name: 'm' }, 501],
  ['a picture inside the text', { name: 'a.png', isInline: true, contentBytes: '' }, 501],
  ['a file without a name', { contentBytes: 'YQ==' }, 400],
  ['bytes that are no base64', { name: 'a', contentBytes: 'not base64!' }, 400],
])('%s is refused', async (_what, attachment, status) => {
  const response = await graph.call(
    'POST',
    '/messages',
    aMail('k1', { attachments: [attachment] }),
  );
  expect(response.status).toBe(status);
});
