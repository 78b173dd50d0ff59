import { openBotStage, type BotStage } from './support/bot-stage';
import { FIELDS } from '../support/order-bench';

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana']) await stage.control('POST', `people/${key}/install`);
}, 30_000);
afterAll(() => stage.close());

const sites = ['TXH97', 'TXH14', 'TXH33', 'TXD97'];

async function asked(): Promise<string> {
  const siteId = sites.shift() ?? '';
  const { orderNumber } = await stage.bench.draft({ ...FIELDS, siteId });
  await stage.bench.act(orderNumber, 'submit', 'sam');
  return orderNumber;
}

const stageOf = async (number: string) => (await stage.bench.read(number)).stage;
const lastText = async (key: string) => (await stage.messages(key)).at(-1)?.text;

test('a typed decision that is sent again does not decide another round', async () => {
  const number = await asked();
  const activity = await stage.activity('dana', { text: `return ${number} a shorter term` });
  await stage.deliver(activity);
  expect(await stageOf(number)).toBe('drafted');
  await stage.bench.act(number, 'submit', 'sam');
  expect((await stage.deliver(activity)).status).toBe(200);
  expect(await stageOf(number)).toBe('pending_approval');
  expect(await lastText('dana')).toContain('has already counted');
});

test('a typed edit that is sent again does not undo a newer one', async () => {
  const { orderNumber: number } = await stage.bench.draft({ ...FIELDS, siteId: 'TXD97' });
  const activity = await stage.activity('sam', { text: `edit ${number} speed=500M` });
  await stage.deliver(activity);
  expect((await stage.bench.read(number)).speed).toBe('500M');
  await stage.say('sam', `edit ${number} speed=2G`);
  await stage.deliver(activity);
  expect((await stage.bench.read(number)).speed).toBe('2G');
});

test('a refused command that is sent again is refused again', async () => {
  const number = await asked();
  const activity = await stage.activity('sam', { text: `approve ${number}` });
  await stage.deliver(activity);
  await stage.deliver(activity);
  expect(await lastText('sam')).toContain('not yours to do');
});

test('ten clicks at once are one decision, and all of them read so', async () => {
  const number = await asked();
  await stage.relay();
  const card = (await stage.messages('dana')).filter(({ from }) => from === 'bot').at(-1);
  const clicks = await Promise.all(
    Array.from({ length: 10 }, () =>
      stage.press('dana', card?.id ?? '', { verb: 'order.approve', inputs: { comment: 'fine' } }),
    ),
  );
  expect(clicks.map(({ status, kind }) => [status, kind])).toEqual(clicks.map(() => [200, 'card']));
  for (const click of clicks) {
    expect(JSON.stringify(click.card)).toContain('Approved by Dana Ruiz, step 1 of 2');
  }
  const { approval } = await stage.bench.read(number);
  expect(approval?.steps.map(({ state }) => state)).toEqual(['done', 'current']);
});

test('a wish that was done while its other try was refused reads as done', async () => {
  const number = await asked();
  await stage.relay();
  const card = (await stage.messages('dana')).filter(({ from }) => from === 'bot').at(-1);
  const act = stage.runtime.act.bind(stage.runtime);
  const late = jest.spyOn(stage.runtime, 'act').mockImplementation(async (request, patienceMs) => {
    await act(request, patienceMs);
    return { outcome: 'refused', code: 'SEEN_STALE', facts: {} };
  });
  const click = await stage.press('dana', card?.id ?? '', { verb: 'order.approve' });
  late.mockRestore();
  expect(JSON.stringify(click.card)).toContain('Approved by Dana Ruiz, step 1 of 2');
  expect((await stage.bench.read(number)).approval?.steps.at(0)?.state).toBe('done');
});
