import type { MessageView } from '../../src/simulators/teams/message-view';
import { oid } from '../support/order-bench';
import { openBotStage, wordsOf, type BotStage } from './support/bot-stage';

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana']) await stage.control('POST', `people/${key}/install`);
}, 30_000);
afterAll(() => stage.close());

const TERMS = { monthly_cost: '1800', install_cost: '1000', contract_term: '36' };

const typed = (site: string) => ({
  site_id: site,
  circuit_purpose: 'Primary',
  provider: 'comcast',
  speed: '1G',
  justification: 'The store opens in May.',
});

async function openForm(): Promise<MessageView> {
  const [form] = await stage.say('sam', 'new order');
  if (form === undefined) throw new Error('No form came');
  return form;
}

/** A button of the form as it was first sent, pressed with these inputs: an old copy of it. */
const pressOld = ({ id, card }: MessageView, then: 'submit' | null, inputs: object) =>
  stage.press('sam', id, {
    raw: {
      type: 'Action.Execute',
      verb: 'order.create',
      data: { draftId: draftIdOf(card), then, ...inputs },
    },
  });

const draftIdOf = (card: unknown) =>
  /"draftId":"([^"]+)"/u.exec(JSON.stringify(card))?.[1] ?? 'none';

async function own(site: string) {
  const { orders: all } = await stage.tools.orders.listOwn(oid('sam'), 'all', {
    after: null,
    size: 60,
  });
  return all.filter((order) => order.site.id === site);
}

test('a stored draft opens with what its submit would meet, by what is stored', async () => {
  const saved = await pressOld(await openForm(), null, { ...typed('TXH97'), ...TERMS });
  expect(wordsOf(saved.card)).toContain('saved as draft');
  const [order] = await own('TXH97');
  const number = order?.orderNumber ?? '';
  const { card } = await stage.press('sam', await anyCard(), {
    raw: { type: 'Action.Execute', verb: 'order.edit', data: { orderNumber: number } },
  });
  const words = wordsOf(card);
  expect(words).toContain('What happens on submit');
  expect(words).toContain('→ Two approvals: Dana Ruiz, then Lee Park');
  expect(words).toMatch(/✓ .*budget/iu);
});

test('asks no carrier to open a form', async () => {
  const carrier = stage.tools.providers.get('comcast');
  if (carrier === undefined) throw new Error('No carrier');
  const asked = jest.spyOn(carrier, 'checkServiceability');
  const { orderNumber } = await stage.bench.draft({ siteId: 'TXH14', ...DRAFT });
  await stage.press('sam', await anyCard(), {
    raw: { type: 'Action.Execute', verb: 'order.edit', data: { orderNumber } },
  });
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

test('a submit that lacks only what a submit needs keeps the draft and opens it, with effects', async () => {
  const form = await openForm();
  const { card } = await pressOld(form, 'submit', { ...typed('TXH33'), monthly_cost: '1800' });
  const words = wordsOf(card);
  const [order] = await own('TXH33');
  expect(words).toContain(`${order?.orderNumber ?? ''} saved as draft.`);
  expect(words).toContain(
    'Not yet: Missing before it can be submitted: Install cost, Contract term.',
  );
  expect(words).toContain('What happens on submit');
  expect(words).toContain('Save changes');
  expect(words).not.toContain('Nothing was sent');
  expect(order?.stage).toBe('drafted');
});

describe('an old copy of a form whose draft exists', () => {
  test('takes what was changed in it into that draft', async () => {
    const form = await openForm();
    await pressOld(form, null, { ...typed('TXH08'), ...TERMS });
    const again = await pressOld(form, null, { ...typed('TXH08'), ...TERMS, monthly_cost: '950' });
    expect(wordsOf(again.card)).toContain('Saved.');
    const orders = await own('TXH08');
    expect(orders.map(({ monthlyCost }) => monthlyCost?.amount)).toEqual(['950.00']);
  });

  test('submits what it says, not what was stored before', async () => {
    const form = await openForm();
    await pressOld(form, null, { ...typed('TXD97'), ...TERMS });
    const { card } = await pressOld(form, 'submit', {
      ...{ ...typed('TXD97'), ...TERMS, monthly_cost: '950' },
    });
    expect(wordsOf(card)).toContain('Submitted.');
    const [order] = await own('TXD97');
    expect(order).toMatchObject({ stage: 'pending_approval', monthlyCost: { amount: '950.00' } });
  });

  test('pressed twice without a change says the same again', async () => {
    const form = await openForm();
    const inputs = { ...typed('TXD14'), ...TERMS };
    const first = await pressOld(form, 'submit', inputs);
    const second = await pressOld(form, 'submit', inputs);
    expect(wordsOf(second.card)).toBe(wordsOf(first.card));
    expect(await own('TXD14')).toHaveLength(1);
  });

  test('changes nothing once others decide, and shows where the order stands', async () => {
    const form = await openForm();
    await pressOld(form, 'submit', { ...typed('TXD33'), ...TERMS });
    const { card } = await pressOld(form, null, {
      ...{ ...typed('TXD33'), ...TERMS, monthly_cost: '950' },
    });
    expect(wordsOf(card)).toContain('The order changed since you saw it');
    const [order] = await own('TXD33');
    expect(order).toMatchObject({ stage: 'pending_approval', monthlyCost: { amount: '1800.00' } });
  });

  test('does not write over a withdrawn order', async () => {
    const form = await openForm();
    await pressOld(form, null, { ...typed('CAL97'), ...TERMS });
    const [made] = await own('CAL97');
    await stage.bench.act(made?.orderNumber ?? '', 'cancel', 'sam', { reason: 'No store.' });
    const { card } = await pressOld(form, 'submit', {
      ...{ ...typed('CAL97'), ...TERMS, monthly_cost: '950' },
    });
    expect(wordsOf(card)).toContain(made?.orderNumber);
    const [order] = await own('CAL97');
    expect(order).toMatchObject({ stage: 'withdrawn', monthlyCost: { amount: '1800.00' } });
  });
});

const DRAFT = {
  ...{ circuitPurpose: 'Primary', provider: 'comcast', speed: '1G' },
  justification: 'The store opens in May.',
};

async function anyCard(): Promise<string> {
  const card = (await stage.messages('sam')).find(
    ({ from, card: shown }) => from === 'bot' && shown,
  );
  return card?.id ?? '';
}
