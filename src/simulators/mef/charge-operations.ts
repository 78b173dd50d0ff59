import type { Answer } from './answer-faults';
import type { Call, Operation } from './api-call';
import { refusal } from './api-refusal';
import { answerCharge } from './charge-life';
import { Issues, textOf } from './issues';
import type { ChargeRecord, JsonObject } from './mef-state';
import { keyOfOrder } from './order-operations';
import { isWithin, pageOf, PAGING, rangeOf } from './read-query';
import { renderCharge } from './render-charge';
import type { Seller } from './seller';
import { taskById } from './task-life';

const CHARGE_STATES = ['awaitingResponse', 'completed', 'timeout', 'withdrawnBySeller'];

function chargeById(seller: Seller, id: string | undefined): ChargeRecord | undefined {
  return seller.state.value.charges.find((charge) => charge.id === id);
}

function chargeInPath(seller: Seller, id: string): ChargeRecord {
  const charge = chargeById(seller, id);
  if (!charge) throw refusal(404, 'notFound', `No charge has id ${id}.`);
  return charge;
}

const shown = (seller: Seller, charge: ChargeRecord): JsonObject =>
  renderCharge(charge, taskById(seller, charge.taskId ?? ''));

function listCharge({ seller, query }: Call): Answer {
  const states = query.all('state');
  const unknown = states.find((state) => !CHARGE_STATES.includes(state));
  if (unknown !== undefined) throw refusal(400, 'invalidQuery', `No charge state is ${unknown}.`);
  const orderId = query.first('productOrderId');
  const itemId = query.first('productOrderItemId');
  const rows = seller.state.value.charges.filter(
    (charge) =>
      (states.length === 0 || states.includes(charge.state)) &&
      (orderId === undefined || charge.orderId === orderId) &&
      (itemId === undefined || charge.itemId === itemId) &&
      isWithin(query, 'creationDate', charge.creationDate) &&
      isWithin(query, 'responseDueDate', charge.responseDueDate),
  );
  const { page, headers } = pageOf(rows, query, seller.state.value.scenario.maxPage);
  return { status: 200, body: page.map((charge) => shown(seller, charge)), headers };
}

/** One answer for all lines; a charge that is no longer open is a lost race. */
function patchCharge({ seller, id, body }: Call): Answer {
  const charge = chargeInPath(seller, id);
  const issues = new Issues();
  issues.absent(
    body,
    Object.keys(body).filter((name) => name !== 'chargeItem'),
    '',
  );
  const accepted: JsonObject = {};
  issues.objects(body, 'chargeItem', '').forEach((line, index) => {
    const path = `/chargeItem/${index}`;
    const lineId = issues.text(line, 'id', path);
    const word = issues.oneOf(line, 'acceptanceIndicator', path, ['accepted', 'rejected']);
    if (lineId === undefined) return;
    if (!charge.items.some((item) => item.id === lineId)) {
      issues.add('referenceNotFound', `${path}/id`, `The charge has no item ${lineId}.`);
    }
    accepted[lineId] = word === 'accepted';
  });
  for (const item of charge.items) {
    if (accepted[item.id] === undefined) {
      issues.add('missingProperty', '/chargeItem', `Item ${item.id} is not answered.`);
    }
  }
  issues.throwIfAny();
  if (charge.state !== 'awaitingResponse') {
    throw refusal(409, 'conflict', `The charge is ${charge.state}.`);
  }
  answerCharge(seller, charge, accepted);
  return { status: 200, body: shown(seller, charge) };
}

const pathKey: Operation['key'] = (seller, _body, request) =>
  keyOfOrder(seller, chargeById(seller, (request.params as Record<string, string>)['id'])?.orderId);

export const CHARGE_OPERATIONS: readonly Operation[] = [
  {
    name: 'listCharge',
    api: 'productOrderingManagement',
    method: 'get',
    path: '/charge',
    query: [
      ...PAGING,
      'state',
      'productOrderId',
      'productOrderItemId',
      ...rangeOf('creationDate', 'responseDueDate'),
    ],
    key: (seller, _body, request) => keyOfOrder(seller, textOf(request.query['productOrderId'])),
    run: listCharge,
  },
  {
    name: 'getCharge',
    api: 'productOrderingManagement',
    method: 'get',
    path: '/charge/:id',
    key: pathKey,
    run: ({ seller, id }) => ({ status: 200, body: shown(seller, chargeInPath(seller, id)) }),
  },
  {
    name: 'patchCharge',
    api: 'productOrderingManagement',
    method: 'patch',
    path: '/charge/:id',
    key: pathKey,
    run: patchCharge,
  },
];
