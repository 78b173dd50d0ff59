import { FIELDS, NOW } from '../support/order-bench';
import { openBotStage, type BotStage } from './support/bot-stage';

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana', 'vic']) await stage.control('POST', `people/${key}/install`);
}, 30_000);
afterAll(() => stage.close());

async function draft(siteId: string, more = {}): Promise<string> {
  const costs = { monthlyCost: '1800.00', installCost: '1000.00', contractTerm: 36 };
  return (await stage.bench.draft({ ...FIELDS, ...costs, siteId, ...more })).orderNumber;
}

async function asked(siteId: string, more = {}): Promise<string> {
  const number = await draft(siteId, more);
  await stage.bench.act(number, 'submit', 'sam');
  return number;
}

/** The one text the bot answers with. */
async function answer(key: string, text: string): Promise<string> {
  const messages = await stage.say(key, text);
  expect(messages).toHaveLength(1);
  return messages[0]?.text ?? '';
}

test.each([
  ['vic', 'approve', 'pending'],
  ['vic', 'submit', 'drafted'],
  ['sam', 'approve', 'pending'],
  ['dana', 'approve', 'drafted'],
  ['dana', 'reject', 'ended'],
  ['sam', 'submit', 'ended'],
])('asks %s to confirm no %s of an order that is %s', async (who, action, state) => {
  const number = state === 'pending' ? await asked('NCC33') : await draft('NCC33');
  if (state === 'ended') await answer('sam', `cancel ${number} not needed after all`);
  const plain = await answer(who, `${action} ${number}`);
  expect(await answer(who, `${action} ${number} r9`)).toBe(plain);
  expect(plain).not.toContain('to confirm');
  if (state !== 'ended') await answer('sam', `cancel ${number} not needed after all`);
});

test('says terms to be confirmed as cards do', async () => {
  const number = await asked('ILC33', { targetDate: '2027-01-14' });
  expect(await answer('dana', `approve ${number} r9`)).toBe(
    `${number}: Now revision 1: ILC 33, Comcast, 1G, $1,800.00 a month, $1,000.00 install, ` +
      `36 months, target Thu 14 Jan 2027. Send \`approve ${number} r1\` to confirm.`,
  );
});

test('calls sites and providers of older terms by their names', async () => {
  const number = await asked('TXD97');
  await stage.relay();
  const fields = { siteId: 'TXD33', provider: 'att', targetDate: '2026-06-08' };
  await stage.bench.act(number, 'edit', 'sam', { fields });
  // The carrier's answer was about the old site.
  await stage.bench.orders.recordServiceability(number, {
    ...{ colour: 'green', reasons: [], checkedAt: NOW },
  });
  await stage.bench.act(number, 'submit', 'sam');
  expect(await answer('dana', `approve ${number}`)).toContain(
    'Now revision 2: TXD 97 → TXD 33, Comcast → AT&T, target Mon 1 Jun → target Mon 8 Jun. Send',
  );
});
