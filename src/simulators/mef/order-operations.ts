import type { Call, Operation } from './api-call';
import type { Answer } from './answer-faults';
import { refusal } from './api-refusal';
import { checkProductOrder } from './check-product-order';
import { addressById, areaOfAddressId } from './address-book';
import { textOf } from './issues';
import type { OrderRecord } from './mef-state';
import { ORDER_STATES } from './order-moves';
import { patchOrder } from './patch-order';
import { productById } from './product-inventory';
import { isWithin, pageOf, PAGING, rangeOf } from './read-query';
import { renderOrder, renderOrderRow } from './render-order';
import { orderById, sameKey, type Seller } from './seller';
import { takeOrder } from './take-order';

const LIST_QUERY = [
  ...PAGING,
  'state',
  'externalId',
  'projectId',
  ...rangeOf(
    'orderDate',
    'completionDate',
    'itemRequestedCompletionDate',
    'itemExpectedCompletionDate',
    'cancellationDate',
  ),
];

/** The order in the path, or 404. */
export function orderInPath(seller: Seller, id: string): OrderRecord {
  const order = orderById(seller, id);
  if (!order) throw refusal(404, 'notFound', `No product order has id ${id}.`);
  return order;
}

export function keyOfOrder(seller: Seller, id: unknown): string | undefined {
  const order = orderById(seller, id);
  return order?.externalId ?? order?.id;
}

function createProductOrder({ seller, body, lso, query }: Call): Answer {
  const { scenario } = seller.state.value;
  checkProductOrder(body, {
    version: scenario.version,
    scenario,
    nowMs: seller.clock.nowMs(),
    knowsPlace: scenario.conformance.checkReferences
      ? (id) => addressById(seller, id) !== undefined || areaOfAddressId(id) !== undefined
      : undefined,
    knowsPoq: (id) => seller.state.value.poqs.some((poq) => poq.id === id),
    product: (id) => productById(seller, id),
  });
  const from = { lso, buyerId: query.first('buyerId'), sellerId: query.first('sellerId') };
  const order = takeOrder(seller, body, from);
  seller.ledger.add('order', { key: order.externalId ?? order.id, orderId: order.id });
  return { status: 201, body: renderOrder(order) };
}

function listProductOrder({ seller, query, fault }: Call): Answer {
  const states = query.all('state');
  const unknown = states.find((state) => !ORDER_STATES.includes(state));
  if (unknown !== undefined) throw refusal(400, 'invalidQuery', `No order state is ${unknown}.`);
  const lagMs = fault?.kind === 'lookupLag' ? Number(fault.with?.['ms'] ?? Infinity) : undefined;
  const externalId = query.first('externalId');
  const projectId = query.first('projectId');
  const rows = seller.state.value.orders.filter((order) => {
    const ageMs = seller.clock.nowMs() - Date.parse(order.orderDate);
    const items = (name: 'requested' | 'expected') =>
      order.items.map((item) =>
        name === 'expected'
          ? item.expectedCompletionDate
          : textOf(item.submitted['requestedCompletionDate']),
      );
    return (
      (lagMs === undefined || ageMs >= lagMs) &&
      (states.length === 0 || states.includes(order.state)) &&
      (externalId === undefined || sameKey(order.externalId, externalId)) &&
      (projectId === undefined || order.submitted['projectId'] === projectId) &&
      isWithin(query, 'orderDate', order.orderDate) &&
      isWithin(query, 'completionDate', order.completionDate) &&
      isWithin(query, 'cancellationDate', order.cancellationDate) &&
      isWithin(query, 'itemRequestedCompletionDate', ...items('requested')) &&
      isWithin(query, 'itemExpectedCompletionDate', ...items('expected'))
    );
  });
  const maxPage = fault?.kind === 'throttledPage' ? 1 : seller.state.value.scenario.maxPage;
  const { page, headers } = pageOf(rows, query, maxPage);
  return { status: 200, body: page.map(renderOrderRow), headers };
}

const pathKey: Operation['key'] = (seller, _body, request) =>
  keyOfOrder(seller, (request.params as Record<string, string>)['id']);

export const ORDER_OPERATIONS: readonly Operation[] = [
  {
    name: 'createProductOrder',
    api: 'productOrderingManagement',
    method: 'post',
    path: '/productOrder',
    key: (_seller, body) => textOf(body['externalId']),
    run: createProductOrder,
  },
  {
    name: 'listProductOrder',
    api: 'productOrderingManagement',
    method: 'get',
    path: '/productOrder',
    query: LIST_QUERY,
    key: (_seller, _body, request) => textOf(request.query['externalId']),
    run: listProductOrder,
  },
  {
    name: 'getProductOrder',
    api: 'productOrderingManagement',
    method: 'get',
    path: '/productOrder/:id',
    key: pathKey,
    run: ({ seller, id }) => ({ status: 200, body: renderOrder(orderInPath(seller, id)) }),
  },
  {
    name: 'patchProductOrder',
    api: 'productOrderingManagement',
    method: 'patch',
    path: '/productOrder/:id',
    key: pathKey,
    run: ({ seller, id, body }) => {
      const order = orderInPath(seller, id);
      patchOrder(seller, order, body);
      return { status: 200, body: renderOrder(order) };
    },
  },
];
