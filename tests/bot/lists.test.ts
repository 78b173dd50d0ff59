import { FIELDS } from '../support/order-bench';
import { openBotStage, wordsOf, type BotStage } from './support/bot-stage';

let stage: BotStage;

beforeEach(async () => {
  stage = await openBotStage();
  for (const key of ['sam', 'dana', 'vic']) await stage.control('POST', `people/${key}/install`);
}, 30_000);
afterEach(() => stage.close());

const lastOf = async (key: string, text: string) => (await stage.say(key, text)).at(-1);
const textOf = async (key: string, text: string) => (await lastOf(key, text))?.text ?? '';
const wordsAfter = async (key: string, text: string) =>
  wordsOf((await lastOf(key, text))?.baseCard ?? {});
const numbersIn = (words: string) => [...new Set(words.match(/CO-\d{4}-\d{6}/gu))];

test('a list counts all there are, however many, and goes on with more', async () => {
  for (let made = 0; made < 65; made += 1) await stage.bench.draft();
  expect(await wordsAfter('sam', 'my orders')).toContain('55 more. Type “more”.');
  expect(await wordsAfter('sam', 'MORE')).toContain('11 to 20 of 65');
  for (let shown = 20; shown < 60; shown += 10) await stage.say('sam', 'more');
  const last = await wordsAfter('sam', 'more');
  expect(last).toContain('61 to 65 of 65');
  expect(last).not.toContain('Type “more”');
  expect(await textOf('sam', 'more')).toContain('There is no more to show.');
  expect(await textOf('vic', 'more')).toContain('There is no more to show.');
});

test('more goes on after the last one shown, also when those shown were decided', async () => {
  const sites = ['TXH97', 'TXH14', 'TXH33', 'TXH08', 'TXD97', 'TXD14', 'TXD33', 'TXD08'];
  const purposes = ['Primary', 'Backup'];
  const numbers: string[] = [];
  for (const circuitPurpose of purposes) {
    for (const siteId of sites) {
      const cheap = { ...FIELDS, siteId, circuitPurpose, monthlyCost: '80.00' };
      const { orderNumber } = await stage.bench.draft(cheap);
      await stage.bench.act(orderNumber, 'submit', 'sam');
      numbers.push(orderNumber);
    }
  }
  const first = numbersIn(await wordsAfter('dana', 'pending'));
  expect(first).toHaveLength(10);
  for (const number of [first[0], first[9]]) {
    await stage.bench.act(number ?? '', 'reject', 'dana', { comment: 'Not this year.' });
  }
  const words = await wordsAfter('dana', 'more');
  expect(words).toContain('11 to 16 of 16');
  expect([...first, ...numbersIn(words)].sort()).toEqual(numbers);
});
