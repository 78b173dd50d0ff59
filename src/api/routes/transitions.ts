import type { z } from 'zod';
import { Refusal } from '../../domain/errors';
import { ACTION_NAMES, type ActionName, type WorkflowAction } from '../../domain/order/actions';
import { statusOf } from '../../domain/order/stages';
import type { Order } from '../../domain/order/order';
import type { IntentInput } from '../../ports/orders';
import { factsOf, readOrder, seenOf } from '../../use-cases/read-order';
import { actAndAnswer, keyFor, offerContext, toSeen, toSeenAnswer, waitingFor } from '../act';
import type { ApiTools } from '../api-tools';
import type { SeenAnswer, TransitionsAnswer } from '../answers';
import { ACTION_DESCRIPTIONS, actionForColumn, columnOffers, offerOf } from '../offers';
import { RefusalWith } from '../problem';
import { ok, type Call, type Reply, type Route } from '../route';
import { transitionAnswerSchema, transitionBody } from '../schemas';
import { toOrderAnswer } from '../to-answer';

const PATH = '/api/orders/{id}/transitions';

/** Everything a person can do to an order that has no route of its own. */
export function transitionRoutes(tools: ApiTools): Route[] {
  return [
    {
      method: 'get',
      path: PATH,
      summary: 'Every action: allowed with what was seen, or why not',
      permission: 1,
      answers: { 200: { description: 'Actions and columns' } },
      handle: (call) => show(tools, call),
    },
    {
      method: 'post',
      path: PATH,
      summary: 'Do an action, or drag into a column; echo what was seen',
      permission: null,
      body: transitionBody,
      answers: {
        200: { description: 'Done', schema: transitionAnswerSchema },
        202: { description: 'Recorded, being confirmed', schema: transitionAnswerSchema },
      },
      handle: (call) => act(tools, call),
    },
  ];
}

async function show({ useCases }: ApiTools, call: Call): Promise<Reply> {
  const order = await readOrder(useCases, (call.params['id'] ?? '').toUpperCase());
  const context = offerContext(order, call.member);
  const names = ACTION_NAMES.filter((name) => name !== 'create');
  const answer: TransitionsAnswer = {
    order_number: order.orderNumber,
    actions: names.map((action) => ({
      action,
      ...ACTION_DESCRIPTIONS[action],
      ...offerOf(action, context),
      seen: toSeenAnswer(seenOf(order, action)),
    })),
    columns: columnOffers(context, statusOf(order.stage)),
  };
  return ok(answer);
}

async function act({ useCases }: ApiTools, call: Call): Promise<Reply> {
  const { member, request } = call;
  const body = call.body as z.infer<typeof transitionBody>;
  const order = await readOrder(useCases, (call.params['id'] ?? '').toUpperCase());
  if (body.seen === undefined) throw new Refusal('SEEN_REQUIRED');
  const seen = toSeen(body.seen as SeenAnswer);
  const action = actionOf(body, order, call);
  const key = request.get('idempotency-key');
  return actAndAnswer(useCases, {
    member,
    orderNumber: order.orderNumber,
    action,
    clientKey: key ?? keyFor(order.orderNumber, action, order.pv, JSON.stringify(body)),
    seen,
    input: toInput(body.input ?? {}),
  });
}

function actionOf(
  body: z.infer<typeof transitionBody>,
  order: Order,
  { member }: Call,
): WorkflowAction {
  const { action, to_status: column } = body;
  if (action !== undefined && action !== 'create') return action;
  if (column === undefined) throw new Refusal('ACTION_UNKNOWN', { given: action ?? '' });
  const meant: ActionName | null = actionForColumn(factsOf(order), column);
  if (meant !== null && meant !== 'create') return meant;
  const columns = columnOffers(offerContext(order, member), statusOf(order.stage));
  throw new RefusalWith(
    'TRANSITION_NOT_POSSIBLE',
    { to: column, waitingFor: waitingFor(order) },
    {
      detail: columns[column].reason ?? 'No action leads there.',
      current: toOrderAnswer(order, member),
    },
  );
}

function toInput(input: NonNullable<z.infer<typeof transitionBody>['input']>): IntentInput {
  const { comment, reason, result, billing_start_on: billingStartOn } = input;
  return {
    ...(comment === undefined ? {} : { comment }),
    ...(reason === undefined ? {} : { reason }),
    ...(result === undefined ? {} : { result }),
    ...(billingStartOn === undefined ? {} : { billingStartOn }),
  };
}
