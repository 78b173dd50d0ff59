import type { Operation } from './api-call';
import { refusal } from './api-refusal';
import { eventTypesIn } from './event-query';
import { Issues, textOf } from './issues';
import { nextId, type HubRecord, type JsonObject } from './mef-state';
import type { Seller } from './seller';

const EVENT_TYPES = [
  'productOrderStateChangeEvent',
  'productOrderItemStateChangeEvent',
  'productOrderItemExpectedCompletionDateSetEvent',
  'productOrderItemExpectedCompletionDateSet',
  'productSpecificProductOrderItemMilestoneEvent',
  'cancelProductOrderStateChangeEvent',
  'modifyProductOrderItemRequestedDeliveryDateStateChangeEvent',
  'chargeCreateEvent',
  'chargeStateChangeEvent',
  'chargeTimeoutEvent',
];

const shown = (hub: HubRecord): JsonObject => ({
  id: hub.id,
  callback: hub.callback,
  query: hub.query,
});

function hubInPath(seller: Seller, id: string): HubRecord {
  const hub = seller.state.value.hubs.find((one) => one.id === id);
  if (!hub) throw refusal(404, 'notFound', `No hub has id ${id}.`);
  return hub;
}

function checkHub(body: JsonObject): { callback: string; query: string | undefined } {
  const issues = new Issues();
  const callback = issues.text(body, 'callback', '') ?? '';
  if (callback !== '' && !(URL.canParse(callback) && /^https?:/.test(callback))) {
    issues.add('invalidFormat', '/callback', 'callback is no http address.');
  }
  const isFiltered = body['query'] !== undefined && body['query'] !== '';
  const query = isFiltered ? issues.text(body, 'query', '') : textOf(body['query']);
  const types = eventTypesIn(query);
  if (types === undefined) {
    issues.add('invalidFormat', '/query', 'query does not read eventType=a,b.');
  }
  for (const type of types ?? []) {
    if (!EVENT_TYPES.includes(type)) issues.add('invalidValue', '/query', `No event is ${type}.`);
  }
  issues.absent(body, ['id'], '');
  issues.throwIfAny();
  return { callback, query };
}

const noKey: Operation['key'] = () => undefined;

export const HUB_OPERATIONS: readonly Operation[] = [
  {
    name: 'createHub',
    api: 'productOrderingManagement',
    method: 'post',
    path: '/hub',
    key: noKey,
    run: ({ seller, body, lso }) => {
      const hub = { ...checkHub(body), id: nextId(seller.state.value, 'HUB'), lso };
      seller.state.value.hubs.push(hub);
      return { status: 201, body: shown(hub) };
    },
  },
  {
    name: 'getHub',
    api: 'productOrderingManagement',
    method: 'get',
    path: '/hub/:id',
    key: noKey,
    run: ({ seller, id }) => ({ status: 200, body: shown(hubInPath(seller, id)) }),
  },
  {
    name: 'deleteHub',
    api: 'productOrderingManagement',
    method: 'delete',
    path: '/hub/:id',
    key: noKey,
    run: ({ seller, id }) => {
      const hub = hubInPath(seller, id);
      seller.state.value.hubs = seller.state.value.hubs.filter((one) => one !== hub);
      return { status: 204 };
    },
  },
];
