import { openBotStage, wordsOf, type BotStage } from './support/bot-stage';

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana', 'lee', 'alex', 'vic']) {
    await stage.control('POST', `people/${key}/install`);
  }
}, 30_000);
afterAll(() => stage.close());

const site = (siteId: string) => ({
  siteId,
  circuitPurpose: 'Primary',
  provider: 'comcast',
  speed: '1G',
  justification: 'The store opens in May and needs a line.',
  monthlyCost: '1800.00',
  installCost: '1000.00',
  contractTerm: 36,
});

async function draft(siteId: string, by = 'sam'): Promise<string> {
  return (await stage.bench.draft(site(siteId), by)).orderNumber;
}

async function asked(siteId: string, by = 'sam'): Promise<string> {
  const number = await draft(siteId, by);
  await stage.bench.act(number, 'submit', by);
  return number;
}

/** The one text the bot answers with. */
async function answer(key: string, text: string): Promise<string> {
  const messages = await stage.say(key, text);
  expect(messages).toHaveLength(1);
  return messages[0]?.text ?? '';
}

async function cardWords(key: string, text: string): Promise<string> {
  const [message] = await stage.say(key, text);
  return wordsOf(message?.card);
}

const stageOf = async (number: string) => (await stage.bench.read(number)).stage;
const counter = (number: string) => String(Number(number.slice(-6)));

test('an order goes all the way by text, each answer saying what comes next', async () => {
  const number = await draft('TXH97');
  expect(await answer('sam', `submit ${counter(number)}`)).toBe(
    `${number}: Submitted. 2 approvals needed; first: Dana Ruiz.`,
  );
  expect(await cardWords('dana', 'pending')).toContain(number);
  expect(await answer('dana', `APPROVE ${number.toLowerCase()} fine with me`)).toBe(
    `${number}: Approved, step 1 of 2. Next: Lee Park.`,
  );
  expect((await stage.bench.read(number)).approval?.steps[0]?.decision?.comment).toBe(
    'fine with me',
  );
  expect(await answer('lee', `approve ${number}`)).toBe(
    `${number}: Approved, step 2 of 2. The order goes to Comcast now.`,
  );
  expect(await answer('sam', `recall ${number}`)).toContain('being sent to the provider');
  await stage.bench.change(number, { kind: 'submitted', providerOrderId: 'PO-1' });
  expect(await answer('sam', `cancel ${number} the store does not open`)).toBe(
    `${number}: Cancellation requested from Comcast.`,
  );
});

test('rejecting and returning want a comment and send the order back', async () => {
  const number = await asked('TXH14');
  expect(await answer('dana', `reject ${number}`)).toBe(
    `${number}: A comment is required. Write why before you reject or ask for changes. Example: reject 123 the site closes`,
  );
  expect(await answer('dana', `return ${number} a shorter term, please`)).toBe(
    `${number}: Sent back, changes wanted.`,
  );
  expect(await stageOf(number)).toBe('drafted');
  expect((await stage.bench.read(number)).lastReason).toBe('a shorter term, please');
});

test('recalling and withdrawing', async () => {
  const number = await asked('TXH33');
  expect(await answer('sam', `recall ${number}`)).toBe(`${number}: Recalled: back to draft.`);
  expect(await answer('sam', `cancel ${number}`)).toContain('Example: cancel 123');
  expect(await answer('sam', `cancel ${number} no longer needed`)).toBe(`${number}: Withdrawn.`);
  expect(await answer('sam', `submit ${number}`)).toContain('The order has ended: withdrawn.');
});

test('accepting and enabling a tested circuit', async () => {
  const number = await asked('TXH08');
  await stage.bench.act(number, 'approve', 'dana');
  await stage.bench.act(number, 'approve', 'lee');
  await stage.bench.change(number, { kind: 'submitted', providerOrderId: 'PO-2' });
  await stage.bench.change(number, {
    kind: 'event',
    event: {
      key: `${number}/completed`,
      kind: 'completed',
      at: '2026-03-04T10:00:00.000Z',
      sequence: 1,
      date: '2026-03-04',
    },
    to: 'testing',
    late: false,
    cause: null,
  });
  expect(await answer('sam', `accept ${number} result="940 Mbps" billing=soon`)).toContain('soon');
  expect(await answer('sam', `accept ${number} result="940 Mbps" billing=2026-03-02`)).toBe(
    `${number}: Accepted: the circuit is activated. Next: enable.`,
  );
  expect(await answer('sam', `enable ${number}`)).toBe(`${number}: Enabled. The order has ended.`);
});

test('an admin who asked for an order does not decide it', async () => {
  const number = await asked('TXD97', 'alex');
  expect(await answer('alex', `approve ${number}`)).toContain(
    'Who asked for an order, or changed its terms, does not decide it. Awaiting Dana Ruiz',
  );
  expect(await answer('vic', `approve ${number}`)).toContain('This is not yours to do.');
});

test('editing a draft by text names every mistake by field', async () => {
  const number = await draft('TXD14');
  expect(await answer('sam', `edit ${number} monthly=2,100.00`)).toBe(`${number}: Saved.`);
  expect((await stage.bench.read(number)).monthlyCost?.amount).toBe('2100.00');
  const text = await answer('sam', `edit ${number} monthly=much term=never colour=red`);
  expect(text.split('\n')).toHaveLength(4);
  expect(text).toMatch(/^Nothing was saved\.\n/u);
  expect(text).toContain('Monthly cost: ');
  expect(text).toContain('“colour”: ');
  expect(await answer('sam', `edit ${number}`)).toContain('edit 123 speed=2G');
  expect(await answer('dana', `edit ${number} monthly=1`)).toContain('not yours to do');
});

test('editing the speed of a draft', async () => {
  const number = await draft('TXD33');
  expect(await answer('sam', `edit ${number} speed=2G why="a larger store than planned"`)).toBe(
    `${number}: Saved.`,
  );
  expect(await stage.bench.read(number)).toMatchObject({
    speed: '2G',
    justification: 'a larger store than planned',
  });
});

test('editing terms under approval takes the order back', async () => {
  const number = await asked('TXD08');
  const text = await answer('sam', `edit ${number} monthly=2000`);
  expect(text).toContain('Back to draft as revision 2; approvals given so far are void.');
  expect(await stageOf(number)).toBe('drafted');
});

test('terms that changed since they were shown are confirmed first', async () => {
  const number = await asked('CAL97');
  await stage.relay();
  await stage.bench.act(number, 'edit', 'sam', {
    fields: { monthlyCost: '2000.00', contractTerm: 24 },
  });
  await stage.bench.act(number, 'submit', 'sam');
  expect(await answer('dana', `approve ${number}`)).toBe(
    `${number}: Now revision 2: $1,800.00 a month → $2,000.00 a month, 36 months → 24 months. ` +
      `Send \`approve ${number} r2\` to confirm.`,
  );
  expect(await answer('dana', `approve ${number} r1`)).toContain('r2` to confirm');
  expect((await stage.bench.read(number)).approval?.steps[0]?.state).toBe('current');
  expect(await answer('dana', `approve ${number} r2 good`)).toContain(': Approved.');
});

test.each(['approve', 'submit'])('%s shows no costs to who may not see them', async (action) => {
  const number = action === 'submit' ? await draft('WAS97') : await asked('WAS14');
  const [told] = await stage.say('vic', `${action} ${number} r9`);
  expect(`${told?.text ?? ''} ${wordsOf(told?.card)}`).not.toMatch(/\$|1,800|1,000/u);
});

test('terms that were shown again are not asked about', async () => {
  const number = await asked('CAL08');
  await stage.relay();
  await stage.bench.act(number, 'edit', 'sam', { fields: { monthlyCost: '2000.00' } });
  await stage.bench.act(number, 'submit', 'sam');
  await stage.relay();
  expect(await answer('dana', `approve ${number}`)).toContain('Approved, step 1 of 2');
});

test('a draft that somebody else changed is shown to its owner before it is submitted', async () => {
  const number = await draft('WAS97');
  await stage.relay();
  await answer('alex', `edit ${number} speed=2G`);
  const words = await cardWords('sam', `submit ${number}`);
  expect(words).toContain('The terms changed since you saw them.');
  expect(words).toContain('WAS 97, Comcast 2G');
  expect(await stageOf(number)).toBe('drafted');
  expect(await answer('sam', `submit ${number} r1`)).toContain('Submitted. 2 approvals needed');
});

test('lists, or says that there is nothing', async () => {
  expect(await answer('vic', 'my orders')).toContain('You have no open orders.');
  expect(await answer('vic', 'pending')).toBe('Nothing waits for your decision.');
  const number = await draft('CAL14');
  expect(await cardWords('sam', 'my orders')).toContain(number);
  expect(await cardWords('sam', 'My  Orders ALL')).toContain('My orders, all');
});

test('shows an order to whoever may see it, costs only to whoever may see those', async () => {
  const number = await draft('CAL33');
  expect(await cardWords('sam', `status ${number}`)).toContain('$1,800.00 a month');
  const words = await cardWords('vic', `status ${counter(number)}`);
  expect(words).toContain('CAL 33');
  expect(words).not.toContain('1,800');
});

test.each([
  ['status CO-2026-999999', 'No order CO-2026-999999 that you may see. Check the number.'],
  ['status 888888', 'No order 888888 that you may see. Check the number.'],
  ['status gibberish', 'No order gibberish that you may see. Check the number.'],
  ['status', 'Say which order, for example CO-2026-000123 or 123.'],
  ['aprove 12', 'Did you mean `approve`? Type `help`.'],
  ['xyzzy', 'I do not know that command. Type `help`.'],
  ['hello', 'I do not know that command. Type `help`.'],
  ['help frobnicate', 'I do not know that command. Type `help`.'],
  ['my orders closed', 'Say `my orders open` or `my orders all`, not “closed”.'],
  [
    'new order TXH97 Primary 1G',
    'Nothing was saved.\n“TXH97 Primary 1G” has no name before it. Write it like speed=1G.',
  ],
  ['new order why="never closed', 'Nothing was saved.\nThe quote after why is not closed.'],
])('answers "%s" with a sentence', async (text, sentence) => {
  expect(await answer('sam', text)).toBe(sentence);
});

test('a viewer who wants an order reads who can', async () => {
  expect(await answer('vic', 'new order')).toContain('not yours to do');
});

test('many mistakes fit ten lines, the rest is counted', async () => {
  const number = await draft('COD97');
  const words = Array.from('abcdefghijklm', (letter) => `${letter}=1`).join(' ');
  const lines = (await answer('sam', `edit ${number} ${words}`)).split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe('… and 5 more. Mend these first.');
});

test('a change that changes nothing says so', async () => {
  const number = await draft('COD14');
  expect(await answer('sam', `edit ${number} monthly=1800`)).toBe(
    `${number}: It says so already; nothing was changed.`,
  );
});

test('what is missing for a submit is said once', async () => {
  const line = 'new order site=COD33 purpose=Primary provider=Comcast speed=1G why="store opening"';
  const words = await cardWords('sam', line);
  expect(words).toContain(
    'saved as draft.\nMissing before it can be submitted: Monthly cost, Install cost, Contract term.',
  );
});

test.each(['help', 'HELP', 'help '])(
  '%j fits ten lines for whoever can do everything',
  async (text) => {
    expect((await answer('alex', text)).split('\n').length).toBeLessThanOrEqual(10);
  },
);

test('what waits for a decision says until when', async () => {
  await asked('GAA97');
  expect(await cardWords('dana', 'pending')).toMatch(/Awaiting your approval, by \d+ \w+/u);
});

test('help about one command has an example', async () => {
  expect(await answer('dana', 'help order')).toContain('Example: new order site=');
  expect(await answer('dana', 'help approve')).toContain('Example: approve 123');
});
