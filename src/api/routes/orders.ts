import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { findingSentence } from '../../domain/order/finding-sentence';
import type { SentenceNames } from '../../domain/errors/sentence-parts';
import type { ListSort } from '../../adapters/postgres/list-orders';
import { checkDraft, createOrder } from '../../use-cases/create-order';
import type { OrderChecks } from '../../use-cases/check-order';
import type { ApiTools } from '../api-tools';
import type { CheckAnswer, CreateAnswer, OrderListAnswer } from '../answers';
import { messageOf } from '../act';
import { fingerprintOf, toFilter } from '../list-filter';
import { toProblemAnswers } from '../problem';
import { defineRoute, etagOf, ok, type Call, type Reply, type Route } from '../route';
import { checkSchema } from '../schemas/checks';
import { orderListSchema } from '../schemas/lists';
import { createSchema } from '../schemas/order';
import { checkBody, createBody, listQuery, type ListQuery } from '../schemas/requests';
import { toBudgetAnswer, toOrderAnswer } from '../to-answer';
import { toRows } from '../to-rows';

const CREATED = { schema: createSchema, headers: ['Location', 'ETag'] } as const;

/** Creating, checking and listing orders. */
export function orderRoutes(tools: ApiTools): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/orders',
      summary: 'Orders by quick filters, page by page; view=board adds action sets',
      permission: 1,
      query: listQuery,
      answers: { 200: { description: 'A page of orders', schema: orderListSchema } },
      handle: (call) => list(tools, call),
    }),
    defineRoute({
      method: 'post',
      path: '/api/orders',
      summary: 'Create a draft and say what its submit would meet; `then: submit` submits it',
      permission: 3,
      body: createBody,
      answers: {
        200: {
          description:
            'Nothing was stored: this client_id had made the order given, of other terms',
          ...CREATED,
        },
        201: { description: 'The draft, or the order submitted', ...CREATED },
      },
      handle: (call) => create(tools, call),
    }),
    defineRoute({
      method: 'post',
      path: '/api/orders/check',
      summary: 'The same checks, nothing stored',
      permission: 3,
      body: checkBody,
      answers: { 200: { description: 'Problems by field and findings', schema: checkSchema } },
      handle: (call) => check(tools, call),
    }),
  ];
}

async function list(tools: ApiTools, { query, member }: Call<ListQuery>): Promise<Reply> {
  const { reads, cursors, useCases } = tools;
  // A board pages its columns by due date; every other list shows news first.
  const sort: ListSort = query.sort ?? (query.view === 'board' ? 'due' : 'updated');
  const limit = query.limit ?? query.ids?.length ?? 50;
  const providers = await useCases.directory.listProviders();
  const filter = toFilter(query, { member, now: useCases.clock.nowIso(), providers });
  const fingerprint = fingerprintOf(filter, sort);
  const after = query.cursor === undefined ? null : cursors.open(query.cursor, fingerprint);
  const rows = await reads.listOrders(filter, { sort, limit: limit + 1, after });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next =
    rows.length > limit && last !== undefined
      ? cursors.seal({ value: reads.sortValueOf(last, sort), id: last.id }, fingerprint)
      : null;
  const shown = toRows(page, member);
  const answer: OrderListAnswer = {
    orders: shown.rows,
    ...(query.view === 'board' ? { action_sets: shown.sets } : {}),
    next,
    ...(query.count === 'true' ? { count: await reads.countOrders(filter) } : {}),
  };
  return ok(answer);
}

/**
 * The id a wish is stored under: made of the client's own id, else of its key, so that a repeat
 * finds the same order, and of the person, so that nobody is given the order of somebody else.
 */
function clientIdOf(given: string | undefined, call: Call, newId: () => string): string {
  const key = call.request.get('idempotency-key');
  const wish = given === undefined ? key : `id/${given.toLowerCase()}`;
  if (wish === undefined) return newId();
  const hex = createHash('sha256').update(`${call.member.oid}/${wish}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

type CreateCall = Call<unknown, z.output<typeof createBody>>;

async function create({ useCases }: ApiTools, call: CreateCall): Promise<Reply> {
  const { client_id: clientId, then, ...input } = call.body;
  const { member, channel } = call;
  const { order, checks, differs, submit } = await createOrder(useCases, {
    actor: member.oid,
    channel,
    clientId: clientIdOf(clientId, call, useCases.newId),
    input,
    submit: then === 'submit',
  });
  const body: CreateAnswer = {
    order: toOrderAnswer(order, member),
    differs,
    checks: toCheckAnswer(checks, { provider: order.provider.name }),
    submit:
      submit === null
        ? null
        : {
            state: submit.result,
            message: messageOf(submit, order),
            code: submit.result === 'refused' ? submit.code : null,
          },
  };
  const location = `/api/orders/${order.orderNumber}`;
  return {
    status: differs ? 200 : 201,
    body,
    headers: { Location: location, ETag: etagOf(order.version) },
  };
}

type CheckCall = Call<unknown, z.output<typeof checkBody>>;

async function check({ useCases }: ApiTools, { member, body }: CheckCall): Promise<Reply> {
  const { order_number: draft, ...input } = body;
  const orderNumber = draft?.toUpperCase() ?? null;
  const { problems, checks } = await checkDraft(useCases, member.oid, input, orderNumber);
  const asked = input['provider'];
  const provider =
    checks !== null && typeof asked === 'string'
      ? await useCases.directory.findProvider(asked.trim())
      : null;
  const names = provider === null ? {} : { provider: provider.name };
  const answer: CheckAnswer = {
    ...toCheckAnswer(checks, names),
    problems: toProblemAnswers(problems, names),
  };
  return ok(answer);
}

function toCheckAnswer(checks: OrderChecks | null, names: SentenceNames): CheckAnswer {
  if (checks === null) return { problems: [], findings: [], approvals: [] };
  return {
    problems: [],
    findings: checks.findings.map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      code: finding.code,
      text: findingSentence(finding, names),
      order_number:
        typeof finding.facts['orderNumber'] === 'string' ? finding.facts['orderNumber'] : null,
    })),
    approvals: checks.approvals,
    budget: checks.budget === null ? null : toBudgetAnswer(checks.budget),
    total_cost: checks.total?.amount ?? null,
  };
}
