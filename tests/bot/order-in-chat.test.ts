import type { MessageView } from '../../src/simulators/teams/message-view';
import { oid } from '../support/order-bench';
import { openBotStage, wordsOf, type BotStage } from './support/bot-stage';

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana', 'lee', 'alex', 'vic']) {
    await stage.control('POST', `people/${key}/install`);
  }
}, 30_000);
afterAll(() => stage.close());

const line = (site: string, more = 'monthly=1800 install=1000 term=36') =>
  `new order site=${site} purpose=Primary provider=Comcast speed=1G why="store opening in May" ${more}`;

/** Sam's draft for a site, made by one line, and the card that answered. */
async function draft(site: string, more?: string) {
  const [answer] = await stage.say('sam', line(site, more));
  const number = /CO-\d{4}-\d{6}/u.exec(wordsOf(answer?.card))?.[0];
  if (answer === undefined || number === undefined) throw new Error('No card with a number');
  return { number, card: answer };
}

/** The newest card in a person's chat about an order. */
async function cardOf(key: string, number: string): Promise<MessageView> {
  const found = (await stage.messages(key)).filter(
    ({ from, card }) => from === 'bot' && JSON.stringify(card).includes(number),
  );
  const newest = found.at(-1);
  if (newest === undefined) throw new Error(`${key} has no card of ${number}`);
  return newest;
}

/** An order that asks Dana, whose card the relay has brought. */
async function asked(site: string): Promise<string> {
  const { number, card } = await draft(site);
  const pressed = await stage.press('sam', card.id, { verb: 'order.submit' });
  expect(wordsOf(pressed.card)).toContain('Submitted. 2 approvals needed; first: Dana Ruiz.');
  await stage.relay();
  return number;
}

const stageOf = async (number: string) => (await stage.bench.read(number)).stage;

test('one line makes a draft whose card says what its submit meets', async () => {
  const { number, card } = await draft('TXH97');
  const words = wordsOf(card.card);
  expect(words).toContain(`${number} saved as draft.`);
  expect(words).toContain('2 approvals needed, one after the other; first: Dana Ruiz.');
  expect(words).toContain('Submit for approval');
  expect(card.text).toBe('');
});

test('a line may call the site by the name its cards show', async () => {
  expect(wordsOf((await draft('"cod 97"')).card.card)).toContain('COD 97, Comcast 1G');
});

test('a line with mistakes comes back as the form, each mistake at its field', async () => {
  const [answer] = await stage.say('sam', 'new order site=NOPE purpose=Primary speed=fast');
  const words = wordsOf(answer?.card);
  expect(words).toContain('NOPE');
  expect(words).toContain('1G');
  expect(words).toMatch(/fields need another look/u);
});

test('a line that arrives twice makes one order', async () => {
  const activity = await stage.activity('sam', { text: line('TXH14') });
  expect((await stage.deliver(activity)).status).toBe(200);
  expect((await stage.deliver(activity)).status).toBe(200);
  const { orders: own } = await stage.tools.orders.listOwn(oid('sam'), 'all', {
    after: null,
    size: 60,
  });
  expect(own.filter(({ site }) => site.id === 'TXH14')).toHaveLength(1);
});

test('two approvers decide by card, and every copy follows', async () => {
  const number = await asked('TXH33');
  const danas = await cardOf('dana', number);
  const first = await stage.press('dana', danas.id, {
    verb: 'order.approve',
    inputs: { comment: 'fine' },
  });
  expect(first).toMatchObject({ kind: 'card', status: 200 });
  expect(wordsOf(first.card)).toContain('Approved by Dana Ruiz, step 1 of 2');
  await stage.relay();
  const lees = await cardOf('lee', number);
  const second = await stage.press('lee', lees.id, { verb: 'order.approve' });
  expect(wordsOf(second.card)).toContain('Approved by Lee Park');
  expect(await stageOf(number)).toBe('approved');
  await stage.relay();
  expect(wordsOf((await cardOf('dana', number)).baseCard)).not.toContain('Reject');
});

test('the same click twice shows the same card and counts once', async () => {
  const number = await asked('TXH08');
  const card = await cardOf('dana', number);
  const raw = {
    type: 'Action.Execute',
    verb: 'order.approve',
    data: { orderNumber: number, revision: 1, stage: 'pending_approval:1.1' },
  };
  const [one, other] = await Promise.all([
    stage.press('dana', card.id, { raw }),
    stage.press('dana', card.id, { raw }),
  ]);
  const third = await stage.press('dana', card.id, { raw });
  for (const { card: shown } of [one, other, third]) {
    expect(wordsOf(shown)).toContain('Approved by Dana Ruiz, step 1 of 2');
  }
  const { approval } = await stage.bench.read(number);
  expect(approval?.steps.map((step) => step.state)).toEqual(['done', 'current']);
});

describe('a wrong click changes nothing and says why:', () => {
  let number: string;
  let cardId: string;
  const raw = (verb: string, data: object = {}) => ({
    raw: {
      type: 'Action.Execute',
      verb,
      data: { orderNumber: number, revision: 1, stage: 'pending_approval:1.1', ...data },
    },
  });
  beforeAll(async () => {
    number = await asked('TXD97');
    cardId = (await cardOf('dana', number)).id;
  });
  afterEach(async () => {
    expect(await stageOf(number)).toBe('pending_approval');
    expect((await stage.bench.read(number)).approval?.steps[0]?.state).toBe('current');
  });

  test.each([
    ['the requester', 'sam', 'order.approve', 'not yours to do'],
    ['the next step’s approver', 'lee', 'order.approve', 'not yours to decide'],
    ['a viewer', 'vic', 'order.approve', 'not yours to do'],
    ['an approver who recalls', 'dana', 'order.recall', 'not yours to do'],
  ])('%s', async (_who, key, verb, sentence) => {
    const pressed = await stage.press(key, cardId, raw(verb));
    expect(pressed).toMatchObject({ kind: 'message', status: 200 });
    expect(pressed.text).toContain(sentence);
  });

  test('a rejection without a comment asks for it on the card', async () => {
    const pressed = await stage.press('dana', cardId, raw('order.reject', { comment: '  ' }));
    expect(wordsOf(pressed.card)).toContain('Write why before you reject');
  });

  test.each([
    ['of another round', { stage: 'pending_approval:2.1' }],
    ['of another revision', { revision: 7 }],
    ['without a stage', { stage: 'nowhere' }],
    ['with a revision that is no number', { revision: '1' }],
  ])('a card %s is shown again as it is now', async (_what, data) => {
    const pressed = await stage.press('dana', cardId, raw('order.approve', data));
    expect(pressed.kind).toBe('card');
    expect(wordsOf(pressed.card)).toContain('The order changed since you saw it');
    expect(wordsOf(pressed.card)).toContain('Approve');
  });

  test.each([
    ['a button of another time', 'order.explode', {}, 'This button is no longer offered.'],
    ['no verb', '', {}, 'This button is no longer offered.'],
  ])('%s gives the current card', async (_what, verb, data, sentence) => {
    const pressed = await stage.press('sam', cardId, raw(verb, data));
    expect(wordsOf(pressed.card)).toContain(sentence);
  });

  test('an order nobody knows', async () => {
    const pressed = await stage.press('dana', cardId, {
      ...raw('order.approve', { orderNumber: 'CO-2026-999999' }),
    });
    expect(pressed.text).toContain('No order CO-2026-999999 that you may see.');
  });

  test('a swapped order number that is no text', async () => {
    const pressed = await stage.press('dana', cardId, raw('order.approve', { orderNumber: {} }));
    expect(pressed).toMatchObject({ kind: 'message', status: 200 });
  });

  test('a comment longer than a letter', async () => {
    const comment = 'x'.repeat(2001);
    const pressed = await stage.press('dana', cardId, raw('order.reject', { comment }));
    expect(pressed.text).toContain('2000');
  });
});

test('a click that comes too late reads who decided', async () => {
  const number = await asked('TXD14');
  const { id } = await cardOf('dana', number);
  await stage.bench.act(number, 'reject', 'dana', { comment: 'too dear' });
  const pressed = await stage.press('dana', id, {
    raw: {
      type: 'Action.Execute',
      verb: 'order.approve',
      data: { orderNumber: number, revision: 1, stage: 'pending_approval:1.1' },
    },
  });
  expect(wordsOf(pressed.card)).toMatch(/Already rejected by Dana Ruiz/u);
  expect(await stageOf(number)).toBe('drafted');
});

test('a slow workflow answers "being confirmed", without buttons', async () => {
  const number = await asked('TXD33');
  const { id } = await cardOf('dana', number);
  stage.runtime.isSlow = true;
  try {
    const pressed = await stage.press('dana', id, { verb: 'order.approve' });
    expect(wordsOf(pressed.card)).toContain('Your answer is stored and being confirmed');
    expect(JSON.stringify(pressed.card)).not.toContain('order.approve');
  } finally {
    stage.runtime.isSlow = false;
  }
});

test('a client too old for card answers sees the pressed card change', async () => {
  const number = await asked('TXD08');
  const { id } = await cardOf('dana', number);
  const pressed = await stage.press('dana', id, { verb: 'order.approve', useFallback: true });
  expect(pressed).toMatchObject({ kind: 'submitted', status: 200 });
  const { body } = await stage.control(
    'GET',
    `people/dana/messages/${id}?updatedAtLeast=1&timeoutMs=4000`,
  );
  const message = body['message'] as MessageView;
  expect(wordsOf(message.baseCard)).toContain('Approved by Dana Ruiz, step 1 of 2');
});

test('a card that asks for itself is drawn for its reader and changes nothing', async () => {
  const number = await asked('CAL97');
  const { id } = await cardOf('dana', number);
  const { body } = await stage.control('POST', 'people/dana/refresh', { activityId: id });
  expect(body['asked']).toBe(true);
  expect(wordsOf((body['message'] as MessageView).card)).toContain('Approve');
  const automatic = await stage.control('POST', 'people/dana/invoke', {
    name: 'adaptiveCard/action',
    replyToId: id,
    value: {
      trigger: 'automatic',
      action: {
        type: 'Action.Execute',
        verb: 'order.approve',
        data: { orderNumber: number, revision: 1, stage: 'pending_approval:1.1' },
      },
    },
  });
  expect(automatic.body['kind']).toBe('card');
  expect((await stage.bench.read(number)).approval?.steps[0]?.state).toBe('current');
});

test('the form saves a draft, and the form’s message becomes the order', async () => {
  const [form] = await stage.say('sam', 'new order');
  const inputs = {
    site_id: 'CAL14',
    circuit_purpose: 'Backup',
    provider: 'comcast',
    speed: '500M',
    justification: 'A second line for the store.',
  };
  const id = form?.id ?? '';
  const wrong = await stage.press('sam', id, {
    actionTitle: 'Save draft',
    inputs: { ...inputs, speed: 'quick' },
  });
  expect(wordsOf(wrong.card)).toMatch(/1 field needs another look/u);
  const first = await stage.press('sam', id, { actionTitle: 'Save draft', inputs });
  expect(wordsOf(first.card)).toContain('saved as draft');
  const { orders: own } = await stage.tools.orders.listOwn(oid('sam'), 'all', {
    after: null,
    size: 60,
  });
  expect(own.filter(({ site }) => site.id === 'CAL14')).toHaveLength(1);
  await stage.relay();
  const { body } = await stage.control('GET', `people/sam/messages/${id}?updatedAtLeast=1`);
  expect(wordsOf((body['message'] as MessageView).baseCard)).toContain('CO-2026-');
});

test('the edit form takes changes and refuses them where the order moved on', async () => {
  const { number, card } = await draft('CAL33');
  const form = await stage.press('sam', card.id, { verb: 'order.edit' });
  expect(wordsOf(form.card)).toContain('Save changes');
  const data = {
    orderNumber: number,
    revision: 1,
    stage: 'drafted',
    then: null,
    monthly_cost: '2100',
  };
  const raw = { type: 'Action.Execute', verb: 'order.edit', data };
  const saved = await stage.press('sam', card.id, { raw });
  expect(wordsOf(saved.card)).toContain('Saved.');
  expect((await stage.bench.read(number)).monthlyCost?.amount).toBe('2100.00');
  const stale = { ...raw, data: { ...data, revision: 2, monthly_cost: '9' } };
  const late = await stage.press('sam', card.id, { raw: stale });
  expect(wordsOf(late.card)).toContain('The order changed since you saw it');
  expect((await stage.bench.read(number)).monthlyCost?.amount).toBe('2100.00');
});
