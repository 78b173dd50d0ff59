import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withClient } from '../../src/adapters/postgres/prepare-database';
import { verifyAudit } from '../../src/adapters/postgres/verify-audit';
import '../../src/adapters/postgres/pool';
import { createHouse, type House } from '../support/house';
import { mondayIn } from '../support/monday-in';
import { pathWithCurl } from '../support/path-with-curl';
import { createPersonas, offers, textOf, until, type Personas } from '../support/personas';

let house: House;
let people: Personas;

beforeAll(async () => {
  house = await createHouse({ processes: ['api,bot', 'worker', 'relay'] });
  people = createPersonas(house);
}, 120_000);
afterAll(() => house.stop(), 60_000);

const PROMISED = mondayIn(12);
const REVISED = mondayIn(13);

const NEW_ORDER =
  'new order site=TXH97 purpose=Primary provider=Comcast speed=1G why="store opening" ' +
  'monthly=1800 install=1000 term=36';

interface Task {
  state: string;
  sys_id: string;
  correlation_id: string;
}

async function serviceNow<T>(table: string, query: string): Promise<T[]> {
  const { env } = house;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: env['SERVICENOW_CLIENT_ID'] ?? '',
    client_secret: env['SERVICENOW_CLIENT_SECRET'] ?? '',
  });
  const { url } = house.endpoints.servicenow;
  const login = await fetch(`${url}/oauth_token.do`, { method: 'POST', body: form });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const search = new URLSearchParams({
    sysparm_query: query,
    sysparm_exclude_reference_link: 'true',
  });
  const answer = await fetch(`${url}/api/now/table/${table}?${search.toString()}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await answer.json()) as { result: T[] }).result;
}

async function rows(text: string): Promise<Record<string, string>[]> {
  return withClient(
    house.database.superuserUrl,
    async (client) => (await client.query<Record<string, string>>(text)).rows,
  );
}

test('takes an order from a chat through two approvals, the carrier and ServiceNow to enabled', async () => {
  await people.card('sam', offers('order.create'));
  await people.say('sam', NEW_ORDER);
  const draft = await people.card('sam', offers('order.submit'));
  const order = /CO-\d{4}-\d{6}/u.exec(textOf(draft.card))?.[0] ?? '';
  await people.press('sam', draft.id, 'order.submit');

  const asked = await people.card('dana', offers('order.approve'));
  await people.press('dana', asked.id, 'order.approve', { comment: 'Fits the plan.' });
  const second = await people.card('lee', offers('order.approve'));
  await people.press('lee', second.id, 'order.approve');
  await people.reach(order, 'acknowledged');

  await people.carrier(order, { do: 'accept' });
  await people.reach(order, 'confirmed');
  await people.carrier(order, { do: 'setDate', date: PROMISED });
  await people.reach(order, 'install_scheduled');
  await people.carrier(order, { do: 'milestone', name: 'SITE_SURVEY_DONE' });
  await until(
    () => people.order(order),
    (answer) => answer.dates.survey_on !== null,
  );
  await people.carrier(order, { do: 'setDate', date: REVISED, note: 'The permit is late.' });
  await until(
    () => people.order(order),
    (answer) => answer.dates.foc_date === REVISED,
  );
  await people.carrier(order, { do: 'milestone', name: 'TECH_DISPATCHED' });
  await people.reach(order, 'installing');
  await people.carrier(order, { do: 'complete' });
  await people.reach(order, 'testing');
  await people.say('sam', `accept ${order} result="Throughput as ordered"`);
  await people.reach(order, 'activated');
  await people.say('sam', `enable ${order}`);
  const ended = await people.reach(order, 'enabled');
  expect(ended.dates).toMatchObject({ first_foc_date: PROMISED, foc_date: REVISED });
  expect(ended.flags).toMatchObject({ dateRevised: true, needsAttention: [] });

  // The carrier has it once.
  const { summary } = await people.control<{ summary: { duplicates: unknown } }>(
    house.endpoints.carriers.comcast.control,
    '/ledger',
  );
  expect(Object.keys(summary.duplicates as object)).toEqual([]);

  // One task, closed complete, each milestone noted once.
  const tasks = await until(
    () => serviceNow<Task>('sc_task', `correlation_id=circuit-orders:${order}`),
    (found) => found[0]?.state === '3',
  );
  expect(tasks).toHaveLength(1);
  const journal = await serviceNow<{ value: string }>(
    'sys_journal_field',
    `element_id=${tasks[0]?.sys_id ?? ''}`,
  );
  const notes = journal.map((entry) => entry.value.split('\n')[0] ?? '').sort();
  expect(notes).toHaveLength(8);
  expect(new Set(notes).size).toBe(notes.length);

  // Each mail once.
  const expected: [string, number][] = [
    ['created', 1],
    ['asked', 2],
    ['approved', 1],
    ['accepted', 1],
    ['surveyed', 1],
    ['dispatched', 1],
    ['work_completed', 1],
    ['install_scheduled', 1],
    ['date_revised', 1],
    ['activated', 1],
  ];
  const total = expected.reduce((sum, [, count]) => sum + count, 0);
  const mails = await until(
    () => people.mails(),
    (found) => found.length >= total,
  );
  expect(mails).toHaveLength(total);
  for (const [what, count] of expected) {
    expect([what, mails.filter((mail) => mail.key.includes(`/${what}/`)).length]).toEqual([
      what,
      count,
    ]);
  }

  // Every copy of a card is current: nothing waits to be sent, and no card offers a decision.
  await until(
    () => rows(`SELECT id FROM chat_outbox WHERE state = 'pending'`),
    (waiting) => waiting.length === 0,
  );
  const approvals = (await people.chat('dana')).filter((message) =>
    offers('order.approve')(message.card ?? {}),
  );
  expect(approvals).toEqual([]);

  // The log is gapless and true; the money is bound.
  const report = await withClient(house.database.urls.app, (client) =>
    verifyAudit(client, [{ kid: 'k1', key: Buffer.alloc(32, 7) }]),
  );
  expect(report).toMatchObject({ orders: 1, faults: [] });
  expect(await rows('SELECT state FROM reservations')).toEqual([{ state: 'committed' }]);
}, 120_000);

test('shows an agent’s comment in the order’s timeline', async () => {
  const [order = ''] = (await rows('SELECT order_number FROM orders ORDER BY id LIMIT 1')).map(
    (row) => row['order_number'] ?? '',
  );
  await people.control(house.endpoints.servicenow.control, '/act', {
    as: 'admin',
    correlation_id: `circuit-orders:${order}`,
    do: 'comment',
    text: 'The rack is ready.',
  });
  const { entries } = await until(
    () =>
      people.get<{ entries: { kind: string; text: string | null }[] }>(
        'sam',
        `/api/orders/${order}/timeline`,
      ),
    (answer) => answer.entries.some((entry) => entry.kind === 'servicenow_comment'),
  );
  expect(entries.find((entry) => entry.kind === 'servicenow_comment')?.text).toContain(
    'The rack is ready.',
  );
}, 60_000);

test('lets docs/first-order.sh take one order to enabled with curl', async () => {
  const script = join(__dirname, '..', '..', 'docs', 'first-order.sh');
  const environment = {
    PATH: pathWithCurl(house.folder),
    API: house.url,
    SITE: 'CAL97',
    SAM: await people.token('sam'),
    DANA: await people.token('dana'),
    LEE: await people.token('lee'),
  };
  const running = promisify(execFile)('sh', [script], { env: environment, timeout: 60_000 });
  const order = await until(
    () => rows(`SELECT order_number FROM orders WHERE stage = 'acknowledged'`),
    (found) => found.length === 1,
    30_000,
  );
  const number = order[0]?.['order_number'] ?? '';
  await people.carrier(number, { do: 'accept' });
  await people.carrier(number, { do: 'setDate', date: PROMISED });
  await people.carrier(number, { do: 'complete' });
  const { stdout } = await running;
  expect(stdout).toContain('stage: enabled');
}, 90_000);
