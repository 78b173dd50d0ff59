import { openApiStage, ORDER, type ApiStage } from './support/api-stage';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

/** A text around bytes that UTF-8 does not have. */
const around = (text: string, place: string, bytes: number[]) => {
  const [before = '', after = ''] = text.split(place);
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
};

test.each([
  ['a stray byte', [0xff]],
  ['Latin-1', [0xe9]],
  ['half a character', [0xe2, 0x82]],
  ['a slash written too long', [0xc0, 0xaf]],
  ['half a pair', [0xed, 0xa0, 0x80]],
])('refuses a body with %s, and stores no stand-in for it', async (_kind, bytes) => {
  const text = JSON.stringify({ ...ORDER, notes: 'Ask for @ at the door.' });
  const response = await fetch(`${stage.origin}/api/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stage.token('sam')}`,
      'content-type': 'application/json',
    },
    body: around(text, '@', bytes),
  });
  const body = (await response.json()) as { code: string; detail: string };
  expect([response.status, body.code]).toEqual([400, 'BODY_NOT_READABLE']);
  expect(body.detail).toBe('The body is not UTF-8. Send JSON in UTF-8.');
});

test('stores every character as it came', async () => {
  const notes = 'Señora 李, مرحبا, 👩‍👩‍👧 at door №7\u2028under the stairs';
  const made = await stage.call('sam', 'POST', '/api/orders', { body: { ...ORDER, notes } });
  expect(made.body['order']).toMatchObject({ notes });
});

test.each(['%FF', '%zz', '%C3'])(
  'cancels for no reason that cannot be read: %s',
  async (reason) => {
    const { orderNumber } = await stage.newDraft();
    const path = `/api/orders/${orderNumber}?reason=${reason}`;
    const { status, body } = await stage.call('sam', 'DELETE', path);
    expect([status, body['code']]).toEqual([400, 'PARAMETER_NOT_READABLE']);
    expect(body['errors']).toMatchObject([{ parameter: 'reason' }]);
    expect((await stage.bench.read(orderNumber)).stage).toBe('drafted');
  },
);
