import type { z } from 'zod';
import { Refusal } from '../../domain/errors';
import {
  ACTION_NAMES,
  isActionName,
  isDecision,
  type ActionName,
  type WorkflowAction,
} from '../../domain/order/actions';
import { consequenceOf } from '../../domain/order/consequence';
import type { Seen } from '../../domain/order/change';
import { statusOf, type Stage, type Status } from '../../domain/order/stages';
import type { Order } from '../../domain/order/order';
import type { Member } from '../../ports/directory';
import { factsOf } from '../../domain/order/facts-of';
import { readOrder, seenOf } from '../../use-cases/read-order';
import { actAndAnswer, allowedActions, keyFor, offerContext, toSeenAnswer } from '../act';
import type { ApiTools } from '../api-tools';
import type { TransitionsAnswer } from '../answers';
import { ACTION_DESCRIPTIONS, actionForColumn, columnOffers, offerOf } from '../offers';
import { RefusalWith } from '../problem';
import { orderNumberOf, readInputs, toSeen } from '../read-inputs';
import { defineRoute, ok, type Call, type Reply, type Route } from '../route';
import { transitionsSchema } from '../schemas/lists';
import { transitionSchema } from '../schemas/order';
import { transitionBody } from '../schemas/requests';
import { toOrderAnswer } from '../to-answer';

const PATH = '/api/orders/{id}/transitions';

/** Everything a person can do to an order that has no route of its own. */
export function transitionRoutes(tools: ApiTools): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: PATH,
      summary: 'Every action: allowed with what was seen, or why not',
      permission: 1,
      answers: { 200: { description: 'Actions and columns', schema: transitionsSchema } },
      handle: (call) => show(tools, call),
    }),
    defineRoute({
      method: 'post',
      path: PATH,
      summary: 'Do an action, or drag into a column; echo what was seen',
      permission: 'action',
      body: transitionBody,
      answers: {
        200: { description: 'Done', schema: transitionSchema },
        202: { description: 'Recorded, being confirmed', schema: transitionSchema },
      },
      handle: (call) => act(tools, call),
    }),
  ];
}

async function show({ useCases, reads }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, await orderNumberOf(reads, call));
  const context = offerContext(order, call.member);
  const names = ACTION_NAMES.filter((name) => name !== 'create');
  const answer: TransitionsAnswer = {
    order_number: order.orderNumber,
    actions: names.map((action) => ({
      action,
      ...ACTION_DESCRIPTIONS[action],
      consequence: consequenceOf(action, context.facts),
      ...offerOf(action, context),
      seen: toSeenAnswer(seenOf(order, action)),
    })),
    columns: columnOffers(context, statusOf(order.stage)),
  };
  return ok(answer);
}

type Body = z.output<typeof transitionBody>;

async function act({ useCases, reads }: ApiTools, call: Call<unknown, Body>): Promise<Reply> {
  const { member, channel, request, body } = call;
  const order = await readOrder(useCases, await orderNumberOf(reads, call));
  const input = readInputs(body.input ?? {}, '/input');
  requireOneWish(body);
  const named = namedAction(body.action);
  if (body.seen === undefined) {
    const wanted = named ?? draggedAction(body.to_status, order.stage, { order, call });
    throw withoutSeen(wanted, order, member);
  }
  const seen = toSeen(body.seen);
  const action = named ?? draggedAction(body.to_status, seen.stage, { order, call });
  if (!isWhole(seen, action)) throw withoutSeen(action, order, member);
  const key = request.get('idempotency-key');
  const clientKey = key ?? keyFor(order.orderNumber, action, order.pv, JSON.stringify(body));
  const { orderNumber } = order;
  return actAndAnswer(
    useCases,
    { member, channel, orderNumber, action, clientKey, seen, input },
    '/input',
  );
}

/** An action and a column may mean two things, and one of them would be lost in silence. */
function requireOneWish({ action, to_status: column }: Body): void {
  if (action === undefined || column === undefined) return;
  const detail = 'Send action or, for a drag, to_status; not both.';
  const code = 'BODY_NOT_READABLE';
  throw new RefusalWith(code, {}, { detail, errors: [{ pointer: '/to_status', code, detail }] });
}

/** A submit binds the terms seen; a decision also its round and step, or it could hit the next ones. */
function isWhole({ round, step, termsHash }: Seen, action: WorkflowAction): boolean {
  const terms = action === 'submit' || isDecision(action) ? [termsHash] : [];
  const place = isDecision(action) ? [round, step] : [];
  return ![...terms, ...place].includes(undefined);
}

/** Who may not do it at all is told so: looking again and echoing it would not help them. */
function withoutSeen(action: WorkflowAction, order: Order, member: Member): Refusal {
  const { code, reason } = offerOf(action, offerContext(order, member));
  return code === 'ACTION_FORBIDDEN' && reason !== null
    ? new RefusalWith(code, {}, { detail: reason })
    : new Refusal('SEEN_REQUIRED');
}

/** Actions with a route of their own are not done here. */
function namedAction(given: string | undefined): WorkflowAction | null {
  if (given === undefined) return null;
  if (isActionName(given) && given !== 'create' && given !== 'edit') return given;
  throw new Refusal('ACTION_UNKNOWN', { given });
}

/**
 * The one action a drag means, judged by the stage the person saw: a repeat of a drag that was
 * carried out finds its answer, and one that came too late is told that the order has moved.
 */
function draggedAction(
  column: Status | undefined,
  seenStage: Stage,
  { order, call: { member } }: { order: Order; call: Call<unknown, Body> },
): WorkflowAction {
  if (column === undefined) throw new Refusal('ACTION_UNKNOWN');
  const facts = factsOf(order);
  const meant: ActionName | null = actionForColumn({ ...facts, stage: seenStage }, column);
  if (meant !== null && meant !== 'create') return meant;
  const current = toOrderAnswer(order, member);
  const allowed = allowedActions(order, member);
  const { stage, revision, round } = order;
  if (seenStage !== stage) {
    throw new RefusalWith('SEEN_STALE', { stage, revision, round }, { current, allowed });
  }
  const columns = columnOffers(offerContext(order, member), statusOf(stage));
  const detail = columns[column].reason ?? 'No action leads there.';
  throw new RefusalWith('TRANSITION_NOT_POSSIBLE', { to: column }, { detail, current, allowed });
}
