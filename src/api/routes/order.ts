import type { z } from 'zod';
import { readOrder, seenOf } from '../../use-cases/read-order';
import type { IntentInput } from '../../ports/orders';
import { actAndAnswer, keyFor } from '../act';
import type { ApiTools } from '../api-tools';
import type { AuditAnswer, TimelineAnswer } from '../answers';
import { changeOrder } from '../change-order';
import { orderNumberOf, readInputs, toSeen } from '../read-inputs';
import { refuseParameter } from '../read-request';
import { defineRoute, etagOf, ok, type Call, type Reply, type Route } from '../route';
import { auditSchema, timelineSchema } from '../schemas/lists';
import { orderSchema, transitionSchema } from '../schemas/order';
import { cancelBody, cancelQuery, editBody, replaceBody } from '../schemas/requests';
import { maySeeMoney, toOrderAnswer } from '../to-answer';

const PATH = '/api/orders/{id}';
const VERSIONED = { schema: orderSchema, headers: ['ETag'] } as const;
const EDITED = {
  200: { description: 'The order', ...VERSIONED },
  202: { description: 'The order; its workflow has yet to confirm the edit', ...VERSIONED },
};

/** One order: read, edit, cancel, and what happened to it. */
export function singleOrderRoutes(tools: ApiTools): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: PATH,
      summary: 'One order, by number',
      permission: 1,
      headers: ['If-None-Match'],
      answers: {
        200: { description: 'The order', ...VERSIONED },
        304: { description: 'You have this version', headers: ['ETag'] },
      },
      handle: (call) => show(tools, call),
    }),
    defineRoute({
      method: 'put',
      path: PATH,
      summary: 'Set all editable fields; what is left out is emptied',
      permission: 4,
      headers: ['If-Match'],
      body: replaceBody,
      answers: EDITED,
      handle: (call) => changeOrder(tools, call, 'all'),
    }),
    defineRoute({
      method: 'patch',
      path: PATH,
      summary: 'Change some fields (merge patch); null empties one',
      permission: 4,
      headers: ['If-Match'],
      body: editBody,
      answers: EDITED,
      handle: (call) => changeOrder(tools, call, 'some'),
    }),
    defineRoute({
      method: 'delete',
      path: PATH,
      summary: 'Cancel with a reason, in the body or as parameter; nothing is deleted',
      permission: 14,
      query: cancelQuery,
      body: cancelBody,
      answers: {
        200: { description: 'Withdrawn', schema: transitionSchema },
        202: { description: 'Asked of the provider, or being confirmed', schema: transitionSchema },
      },
      handle: (call) => cancel(tools, call),
    }),
    defineRoute({
      method: 'get',
      path: `${PATH}/timeline`,
      summary: 'What happened, in order',
      permission: 1,
      answers: { 200: { description: 'Entries, oldest first', schema: timelineSchema } },
      handle: (call) => timeline(tools, call),
    }),
    defineRoute({
      method: 'get',
      path: `${PATH}/audit`,
      summary: 'The audit log of the order',
      permission: 34,
      answers: { 200: { description: 'Events, oldest first', schema: auditSchema } },
      handle: (call) => audit(tools, call),
    }),
  ];
}

async function show({ useCases, reads }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, await orderNumberOf(reads, call));
  const etag = etagOf(order.version);
  const known = (call.request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim());
  if (known.some((tag) => tag === '*' || tag.replace(/^W\//u, '') === etag)) {
    return { status: 304, headers: { ETag: etag } };
  }
  return ok(toOrderAnswer(order, call.member), { ETag: etag });
}

/** Of two reasons one would be lost. */
function readReason(field: string | undefined, parameter: string | undefined): IntentInput {
  if (parameter === undefined) return readInputs({ reason: field }, '');
  if (field !== undefined) refuseParameter('reason', 'Send it here or in the body, not in both.');
  return readInputs({ reason: parameter }, null);
}

type CancelCall = Call<z.output<typeof cancelQuery>, z.output<typeof cancelBody>>;

async function cancel({ useCases, reads }: ApiTools, call: CancelCall): Promise<Reply> {
  const { member, channel, request, body, query } = call;
  const orderNumber = await orderNumberOf(reads, call);
  const input = readReason(body.reason, query.reason);
  const order = await readOrder(useCases, orderNumber);
  const seen = body.seen === undefined ? seenOf(order, 'cancel') : toSeen(body.seen);
  const clientKey =
    request.get('idempotency-key') ?? keyFor(orderNumber, order.pv, input.reason ?? '');
  const wish = { member, channel, orderNumber, action: 'cancel' as const, clientKey, seen, input };
  const reply = await actAndAnswer(useCases, wish);
  const after = await readOrder(useCases, orderNumber);
  return after.cancelRequested ? { ...reply, status: 202 } : reply;
}

/** Facts of the timeline that are amounts; not everybody who follows an order may see them. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'monthlyCost',
  'installCost',
  'totalCost',
  'monthly_cost',
  'install_cost',
  'total_cost',
  'amount',
  'held',
  'available',
]);

async function timeline({ useCases, reads }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, await orderNumberOf(reads, call));
  const shown = maySeeMoney(order, call.member)
    ? () => true
    : ([name]: [string, unknown]) => !AMOUNTS.has(name);
  const entries = await useCases.orders.readTimeline(order.orderNumber);
  const answer: TimelineAnswer = {
    entries: entries.map((entry) => ({
      ...entry,
      facts: Object.fromEntries(Object.entries(entry.facts).filter(shown)),
    })),
  };
  return ok(answer);
}

async function audit({ useCases, reads }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, await orderNumberOf(reads, call));
  const events = await reads.readAudit(order.orderNumber);
  const answer: AuditAnswer = {
    events: events.map(({ k, at, h, body, person }) => ({
      k,
      at,
      action: body.code,
      actor: person,
      source: body.source,
      from: body.from,
      to: body.to,
      reason: body.reason,
      changes: body.facts,
      hash: h,
    })),
  };
  return ok(answer);
}
