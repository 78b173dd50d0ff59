import { many, sql } from '../../src/adapters/postgres/sql';
import type { CheckAnswer, ProblemAnswer } from '../../src/api/answers';
import { FIELD_NAMES, fieldEntry } from '../../src/domain/order/fields';
import type { Order } from '../../src/domain/order/order';
import { toApiProblem } from '../../src/web/api/api-problem';
import { formMessages } from '../../src/web/create/field-messages';
import { EMPTY_VALUES, columnOfPointer, filledFields } from '../../src/web/form/field-values';
import { openApiStage, type ApiStage, type Json } from '../api/support/api-stage';
import { openBotStage, type BotStage } from '../bot/support/bot-stage';
import type { OrderBench } from '../support/order-bench';

/**
 * The same wrong order at every door people have, side by side, so that none drifts from the rest;
 * after each try the databases hold what they held before.
 */
const WRONG: Record<string, string> = {
  site_id: 'ZZZ99',
  circuit_purpose: 'Primary',
  provider: 'spectrum',
  speed: 'fast',
  justification: 'Too short',
  target_date: '2026-03-02',
  monthly_cost: '-1',
};

const CODES = {
  site_id: 'SITE_UNKNOWN',
  provider: 'PROVIDER_INACTIVE',
  speed: 'SPEED_NOT_READABLE',
  justification: 'TEXT_TOO_SHORT',
  target_date: 'DATE_PAST',
  monthly_cost: 'MONEY_NEGATIVE',
};

/** What is said at which field, by the field's column. */
type Said = Record<string, string>;

let api: ApiStage;
let bot: BotStage;
let problems: ProblemAnswer[];
let said: Said;
/** A draft that stands there already; what is stored before anything is said. */
let draft: Order;
let before: unknown;

beforeAll(async () => {
  [api, bot] = await Promise.all([openApiStage(), openBotStage()]);
  await bot.control('POST', 'people/sam/install');
  draft = await bot.bench.draft();
  before = await both();
  const { status, headers, body } = await api.call('sam', 'POST', '/api/orders', { body: WRONG });
  expect(status).toBe(422);
  expect(headers.get('content-type')).toContain('application/problem+json');
  problems = body['errors'] as ProblemAnswer[];
  said = byColumn(problems.map(({ pointer, detail }) => [columnOfPointer(pointer), detail]));
}, 30_000);
afterAll(() => Promise.all([api.close(), bot.close()]));

const byColumn = (pairs: readonly (readonly [string, string])[]): Said =>
  Object.fromEntries([...pairs].sort(([one], [other]) => one.localeCompare(other)));

async function stored({ app }: OrderBench): Promise<unknown> {
  const [counts] = await many<Json>(
    app,
    sql`SELECT (SELECT count(*)::int FROM orders) AS orders, (SELECT count(*)::int FROM intents) AS
        intents, (SELECT count(*)::int FROM outbox) + (SELECT count(*)::int FROM chat_outbox) AS told`,
  );
  return counts;
}

const both = () => Promise.all([stored(api.bench), stored(bot.bench)]);

afterEach(async () => {
  expect(await both()).toEqual(before);
});

test('the API has one code per wrong field, all at once', () => {
  expect(byColumn(problems.map(({ pointer, code }) => [columnOfPointer(pointer), code]))).toEqual(
    byColumn(Object.entries(CODES)),
  );
});

test('the web form says them at the same fields, typed or saved', async () => {
  const values = { ...EMPTY_VALUES, ...WRONG };
  const write = (path: string) =>
    fetch(`${api.origin}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.token('sam')}`, 'content-type': 'application/json' },
      body: JSON.stringify(filledFields(values)),
    });
  const saved = await toApiProblem(await write('/api/orders'));
  const check = (await (await write('/api/orders/check')).json()) as CheckAnswer;
  const facts = { values, touched: new Set(Object.keys(WRONG)) };
  for (const shown of [
    formMessages({ ...facts, tried: 'nothing', answered: [], check }),
    formMessages({
      ...facts,
      ...{ tried: 'save' as const, check: undefined, answered: saved.document?.errors ?? [] },
    }),
  ]) {
    expect(byColumn(shown.errors.map(({ column, text }) => [column ?? '', text]))).toEqual(said);
  }
});

test('the card’s form says them at the same fields, whichever button sent it', async () => {
  const [form] = await bot.say('sam', 'new order');
  for (const actionTitle of ['Save draft', 'Submit for approval']) {
    const press = { actionTitle, inputs: WRONG };
    const { status, kind, card } = await bot.press('sam', form?.id ?? '', press);
    expect([status, kind]).toEqual([200, 'card']);
    expect(onForm(card)).toEqual(said);
  }
});

test('a typed line comes back as the form that says them', async () => {
  const words = Object.entries(WRONG).map(([column, value]) => `${wordOf(column)}="${value}"`);
  const [answer] = await bot.say('sam', `new order ${words.join(' ')}`);
  expect(onForm(answer?.card)).toEqual(said);
});

test('a typed change of a draft says them line by line and leaves the draft', async () => {
  const words = Object.entries(WRONG).map(([column, value]) => `${wordOf(column)}="${value}"`);
  const [answer] = await bot.say('sam', `edit ${draft.orderNumber} ${words.join(' ')}`);
  const [head, ...lines] = (answer?.text ?? '').split('\n');
  expect(head).toBe('Nothing was saved.');
  expect(byColumn(lines.map(columnAndSentence))).toEqual(said);
  expect(await bot.bench.read(draft.orderNumber)).toEqual(draft);
});

const FIELDS_BY_LABEL = new Map(FIELD_NAMES.map((name) => [fieldEntry(name).label, name]));

function wordOf(column: string): string {
  const name = FIELD_NAMES.find((candidate) => fieldEntry(candidate).column === column);
  if (name === undefined) throw new Error(`No field ${column}`);
  return fieldEntry(name).word;
}

/** `Monthly cost: “-1” is below zero. …` */
function columnAndSentence(line: string): [string, string] {
  const [, label = '', sentence = ''] = /^([^:]+): (.*)$/u.exec(line) ?? [];
  const name = FIELDS_BY_LABEL.get(label);
  return [name === undefined ? label : fieldEntry(name).column, sentence];
}

/** The sentences below a form card's inputs, as people read them. */
function onForm(card: unknown): Said {
  const { body } = card as { body: { items?: Json[] }[] };
  const pairs = body.flatMap(({ items = [] }): [string, string][] => {
    const [input, ...below] = items;
    const sentences = below.map(({ text }) => String(text).replaceAll(/\\(.)/gu, '$1'));
    return sentences.length === 0 ? [] : [[String(input?.['id']), sentences.join(' ')]];
  });
  return byColumn(pairs);
}
