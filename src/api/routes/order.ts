import type { z } from 'zod';
import { Refusal } from '../../domain/errors';
import { isGranted } from '../../domain/permissions';
import { editOrder } from '../../use-cases/edit-order';
import { readOrder, seenOf } from '../../use-cases/read-order';
import { actAndAnswer, keyFor, toSeen } from '../act';
import type { ApiTools } from '../api-tools';
import type { AuditAnswer, TimelineAnswer } from '../answers';
import { RefusalWith } from '../problem';
import { etagOf, ok, type Call, type Reply, type Route } from '../route';
import { cancelBody, editBody, orderSchema, transitionAnswerSchema } from '../schemas';
import { toOrderAnswer } from '../to-answer';

const PATH = '/api/orders/{id}';
const ORDER = { 200: { description: 'The order', schema: orderSchema } };

/** One order: read, edit, cancel, and what happened to it. */
export function singleOrderRoutes(tools: ApiTools): Route[] {
  const edit = (call: Call) => change(tools, call);
  return [
    {
      method: 'get',
      path: PATH,
      summary: 'One order, by number',
      permission: 1,
      answers: ORDER,
      handle: (call) => show(tools, call),
    },
    {
      method: 'put',
      path: PATH,
      summary: 'Change editable fields; needs If-Match',
      permission: null,
      body: editBody,
      answers: ORDER,
      handle: edit,
    },
    {
      method: 'patch',
      path: PATH,
      summary: 'Change some fields; needs If-Match',
      permission: null,
      body: editBody,
      answers: ORDER,
      handle: edit,
    },
    {
      method: 'delete',
      path: PATH,
      summary: 'Cancel with a reason; nothing is deleted',
      permission: 14,
      body: cancelBody,
      answers: {
        200: { description: 'Withdrawn', schema: transitionAnswerSchema },
        202: { description: 'A request to the provider', schema: transitionAnswerSchema },
      },
      handle: (call) => cancel(tools, call),
    },
    {
      method: 'get',
      path: `${PATH}/timeline`,
      summary: 'What happened, in order',
      permission: 1,
      answers: { 200: { description: 'Entries, oldest first' } },
      handle: (call) => timeline(tools, call),
    },
    {
      method: 'get',
      path: `${PATH}/audit`,
      summary: 'The audit log of the order',
      permission: 34,
      answers: { 200: { description: 'Events, oldest first' } },
      handle: (call) => audit(tools, call),
    },
  ];
}

const numberOf = (call: Call) => (call.params['id'] ?? '').toUpperCase();

async function show({ useCases }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, numberOf(call));
  const etag = etagOf(order.version);
  if (call.request.get('if-none-match') === etag) {
    return { status: 304, body: undefined, headers: { ETag: etag } };
  }
  return ok(toOrderAnswer(order, call.member), { ETag: etag });
}

async function change({ useCases }: ApiTools, call: Call): Promise<Reply> {
  const { member } = call;
  const orderNumber = numberOf(call);
  const ifMatch = call.request.get('if-match');
  if (ifMatch === undefined) throw new Refusal('IF_MATCH_REQUIRED');
  const version = Number(/^"(\d+)"$/u.exec(ifMatch)?.[1] ?? Number.NaN);
  const input = call.body as z.infer<typeof editBody>;
  try {
    const { order, act } = await editOrder(useCases, {
      actor: member.oid,
      channel: 'web',
      orderNumber,
      clientKey:
        call.request.get('idempotency-key') ?? keyFor(orderNumber, ifMatch, JSON.stringify(input)),
      input,
      version,
    });
    if (act?.result === 'refused') throw new Refusal(act.code, act.facts);
    const status = act?.result === 'queued' ? 202 : 200;
    const headers = { ETag: etagOf(order.version) };
    return { status, body: toOrderAnswer(order, member), headers };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'VERSION_STALE') throw error;
    const current = await readOrder(useCases, orderNumber);
    throw new RefusalWith('VERSION_STALE', error.facts, {
      current: toOrderAnswer(current, member),
    });
  }
}

async function cancel({ useCases }: ApiTools, call: Call): Promise<Reply> {
  const { member, request } = call;
  const orderNumber = numberOf(call);
  const body = call.body as z.infer<typeof cancelBody>;
  const inQuery = request.query['reason'];
  const reason = body?.reason ?? (typeof inQuery === 'string' ? inQuery : '');
  const order = await readOrder(useCases, orderNumber);
  const seen =
    body?.seen === undefined
      ? seenOf(order, 'cancel')
      : toSeen(body.seen as Parameters<typeof toSeen>[0]);
  const clientKey = request.get('idempotency-key') ?? keyFor(orderNumber, order.pv, reason);
  const wish = {
    member,
    orderNumber,
    action: 'cancel' as const,
    clientKey,
    seen,
    input: { reason },
  };
  const reply = await actAndAnswer(useCases, wish);
  const after = await readOrder(useCases, orderNumber);
  return after.cancelRequested ? { ...reply, status: 202 } : reply;
}

async function timeline({ useCases }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, numberOf(call));
  const entries = await useCases.orders.readTimeline(order.orderNumber);
  const answer: TimelineAnswer = {
    entries: entries.map((entry) => ({ ...entry, facts: { ...entry.facts } })),
  };
  return ok(answer);
}

async function audit({ useCases, reads }: ApiTools, call: Call): Promise<Reply> {
  if (!isGranted(34, call.member.roles)) throw new Refusal('ACTION_FORBIDDEN', { row: 34 });
  const order = await readOrder(useCases, numberOf(call));
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
