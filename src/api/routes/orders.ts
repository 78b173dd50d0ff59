import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addDays, startOfDay } from '../../domain/time';
import { Refusal } from '../../domain/errors';
import { findingSentence } from '../../domain/order/finding-sentence';
import { refusalSentence } from '../../domain/errors/sentence';
import type { ListFilter, ListSort } from '../../adapters/postgres/list-orders';
import { checkDraft, createOrder } from '../../use-cases/create-order';
import type { OrderChecks } from '../../use-cases/check-order';
import type { Member } from '../../ports/directory';
import type { ApiTools } from '../api-tools';
import type { CheckAnswer, CreateAnswer, OrderListAnswer } from '../answers';
import { messageOf } from '../act';
import { toProblemAnswers } from '../problem';
import type { Call, Route } from '../route';
import { createBody, listQuery, orderSchema } from '../schemas';
import { toBudgetAnswer, toOrderAnswer } from '../to-answer';
import { toRows } from '../to-rows';

type ListQuery = z.infer<typeof listQuery>;

/** Creating, checking and listing orders. */
export function orderRoutes(tools: ApiTools): Route[] {
  return [
    {
      method: 'get',
      path: '/api/orders',
      summary: 'Orders by quick filters, page by page',
      permission: 1,
      query: listQuery,
      answers: { 200: { description: 'A page of orders' } },
      handle: (call) => list(tools, call),
    },
    {
      method: 'post',
      path: '/api/orders',
      summary: 'Create a draft and say what its submit would meet; `then: submit` submits it',
      permission: 3,
      body: createBody,
      answers: {
        201: { description: 'The draft', schema: z.looseObject({ order: orderSchema }) },
      },
      handle: (call) => create(tools, call),
    },
    {
      method: 'post',
      path: '/api/orders/check',
      summary: 'The same checks, nothing stored',
      permission: 3,
      body: createBody,
      answers: { 200: { description: 'Problems by field and findings' } },
      handle: (call) => check(tools, call),
    },
  ];
}

async function list(tools: ApiTools, { query, member }: Call) {
  const asked = query as ListQuery;
  const sort: ListSort = asked.sort ?? 'updated';
  const limit = asked.limit ?? (asked.ids === undefined ? 50 : 200);
  if ((asked.ids?.length ?? 0) > 200) throw new Refusal('PARAMETER_NOT_READABLE', { field: 'ids' });
  const filter = toFilter(asked, member);
  const fingerprint = JSON.stringify([filter, sort]);
  const after = asked.cursor === undefined ? null : tools.cursors.open(asked.cursor, fingerprint);
  const rows = await tools.reads.listOrders(filter, { sort, limit: limit + 1, after });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next =
    rows.length > limit && last !== undefined
      ? tools.cursors.seal({ value: tools.reads.sortValueOf(last, sort), id: last.id }, fingerprint)
      : null;
  const shown = toRows(page, member);
  const answer: OrderListAnswer = {
    orders: shown.rows,
    ...(asked.view === 'board' ? { action_sets: shown.sets } : {}),
    next,
    ...(asked.count === 'true' ? { count: await tools.reads.countOrders(filter) } : {}),
  };
  return { status: 200, body: answer };
}

/** Days are the viewer's, and inclusive. */
function toFilter(asked: ListQuery, member: Member): ListFilter {
  const from = (day: string) => startOfDay(day, member.timeZone);
  const until = (day: string) => startOfDay(addDays(day, 1), member.timeZone);
  return {
    ...(asked.status && { statuses: asked.status }),
    ...(asked.provider && { providers: asked.provider }),
    ...(asked.purpose && { purposes: asked.purpose }),
    ...(asked.stage && { stages: asked.stage }),
    ...(asked.ids && { orderNumbers: asked.ids }),
    ...(asked.requested_by && { requestedBy: member.oid }),
    ...(asked.assigned_to && { assignedTo: member.oid }),
    ...(asked.created_from && { createdFrom: from(asked.created_from) }),
    ...(asked.created_to && { createdTo: until(asked.created_to) }),
    ...(asked.updated_from && { updatedFrom: from(asked.updated_from) }),
    ...(asked.updated_to && { updatedTo: until(asked.updated_to) }),
  };
}

/** The id of a wish that brought none: the key makes it, so that a repeat finds the same order. */
function clientIdOf(given: string | undefined, call: Call, newId: () => string): string {
  if (given !== undefined) return given;
  const key = call.request.get('idempotency-key');
  if (key === undefined) return newId();
  const hex = createHash('sha256').update(`${call.member.oid}/${key}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

async function create(tools: ApiTools, call: Call) {
  const { client_id: clientId, then, ...input } = call.body as z.infer<typeof createBody>;
  const { member } = call;
  const made = await createOrder(tools.useCases, {
    actor: member.oid,
    channel: 'web',
    clientId: clientIdOf(clientId, call, tools.useCases.newId),
    input,
    submit: then === 'submit',
  });
  const { submit } = made;
  const body: CreateAnswer = {
    order: toOrderAnswer(made.order, member),
    checks: toCheckAnswer(made.checks),
    submit:
      submit === null
        ? null
        : {
            state: submit.result,
            message:
              submit.result === 'refused'
                ? refusalSentence(submit.code, submit.facts)
                : messageOf(submit, made.order),
            code: submit.result === 'refused' ? submit.code : null,
          },
  };
  const location = `/api/orders/${made.order.orderNumber}`;
  return { status: 201, body, headers: { Location: location, ETag: `"${made.order.version}"` } };
}

async function check(tools: ApiTools, call: Call) {
  const { client_id: _id, then: _then, ...input } = call.body as z.infer<typeof createBody>;
  const orderNumber = typeof input['order_number'] === 'string' ? input['order_number'] : null;
  delete input['order_number'];
  const { problems, checks } = await checkDraft(
    tools.useCases,
    call.member.oid,
    input,
    orderNumber,
  );
  const body: CheckAnswer = {
    ...toCheckAnswer(checks),
    problems: toProblemAnswers(problems),
  };
  return { status: 200, body };
}

export function toCheckAnswer(checks: OrderChecks | null): CheckAnswer {
  if (checks === null) return { problems: [], findings: [], approvals: [] };
  return {
    problems: [],
    findings: checks.findings.map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      code: finding.code,
      text: findingSentence(finding),
      order_number:
        typeof finding.facts['orderNumber'] === 'string' ? finding.facts['orderNumber'] : null,
    })),
    approvals: checks.approvals,
    budget: checks.budget === null ? null : toBudgetAnswer(checks.budget),
    total_cost: checks.total?.amount ?? null,
  };
}
