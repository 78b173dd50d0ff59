import type { Answer } from './answer-faults';
import type { Call, Operation } from './api-call';
import { refusal } from './api-refusal';
import { addBusinessDays } from './business-days';
import { checkContacts } from './check-contacts';
import { Issues, objectOf, textOf } from './issues';
import { nextId, type ItemRecord, type OrderRecord, type TaskRecord } from './mef-state';
import { keyOfOrder } from './order-operations';
import { isWithin, pageOf, PAGING, rangeOf } from './read-query';
import { renderTask } from './render-charge';
import { orderById, type Seller } from './seller';
import { beginTask, taskById } from './task-life';

const TASK_STATES = [
  'acknowledged',
  'rejected',
  'inProgress.assessingCharge',
  'done',
  'done.declined',
];

function orderNamed(seller: Seller, issues: Issues, id: string | undefined, path: string) {
  if (id === undefined) return undefined;
  const order = orderById(seller, id);
  const pointer = `${path}/productOrderId`;
  if (!order) issues.add('referenceNotFound', pointer, `No product order has id ${id}.`);
  else if (order.state !== 'inProgress') {
    issues.add('otherIssue', pointer, `The order is ${order.state}, not inProgress.`);
  }
  return order;
}

function newTask(
  { seller, body }: Call,
  facts: { kind: TaskRecord['kind']; order: OrderRecord; item?: ItemRecord | undefined },
): Answer {
  const { paceSeconds } = seller.state.value.scenario;
  const nowMs = seller.clock.nowMs();
  const task: TaskRecord = {
    id: nextId(seller.state.value, facts.kind === 'cancel' ? 'CXL' : 'DRQ'),
    kind: facts.kind,
    orderId: facts.order.id,
    itemId: facts.item?.id,
    submitted: body,
    state: 'acknowledged',
    creationDate: seller.clock.nowIso(),
    chargeIds: [],
    dueMs: paceSeconds === null ? addBusinessDays(nowMs, 1) : nowMs + paceSeconds * 1_000,
  };
  beginTask(seller, facts.order, task);
  const key = facts.order.externalId ?? facts.order.id;
  seller.ledger.add('task', { key, orderId: facts.order.id, taskId: task.id, task: facts.kind });
  return { status: 201, body: renderTask(task) };
}

function createCancel(call: Call): Answer {
  const issues = new Issues();
  const { body, seller } = call;
  const reference = issues.object(body, 'productOrder', '');
  const id = reference && issues.text(reference, 'productOrderId', '/productOrder');
  checkContacts(issues, body, '', ['cancelProductOrderContact']);
  if (body['cancellationReasonType'] !== undefined) {
    issues.oneOf(body, 'cancellationReasonType', '', ['technical', 'commercial']);
  }
  if (body['cancellationReason'] !== undefined) issues.text(body, 'cancellationReason', '');
  issues.absent(body, ['id', 'state', 'charge', 'note'], '');
  const order = orderNamed(seller, issues, id, '/productOrder');
  issues.throwIfAny();
  return newTask(call, { kind: 'cancel', order: order as OrderRecord });
}

function createDateChange(call: Call): Answer {
  const issues = new Issues();
  const { body, seller } = call;
  const path = '/productOrderItem';
  const reference = issues.object(body, 'productOrderItem', '');
  const id = reference && issues.text(reference, 'productOrderId', path);
  const itemId = reference && issues.text(reference, 'productOrderItemId', path);
  if (body['requestedCompletionDate'] !== undefined) {
    issues.wishedDate(body, 'requestedCompletionDate', '', seller.clock.nowMs());
  }
  const expedite = body['expediteIndicator'];
  if (expedite !== undefined && typeof expedite !== 'boolean') {
    issues.add('invalidFormat', '/expediteIndicator', 'expediteIndicator is not a boolean.');
  }
  if (body['requestedCompletionDate'] === undefined && expedite !== true) {
    issues.add('missingProperty', '/requestedCompletionDate', 'Neither a date nor an expedite.');
  }
  if (body['relatedContactInformation'] !== undefined) checkContacts(issues, body, '', []);
  issues.absent(body, ['id', 'state', 'charge'], '');
  const order = orderNamed(seller, issues, id, path);
  const item = order?.items.find((one) => one.id === itemId);
  if (order && itemId !== undefined && !item) {
    issues.add('referenceNotFound', `${path}/productOrderItemId`, `No item has id ${itemId}.`);
  }
  issues.throwIfAny();
  return newTask(call, { kind: 'date', order: order as OrderRecord, item });
}

function listTasks(kind: TaskRecord['kind']) {
  return ({ seller, query }: Call): Answer => {
    const states = query.all('state');
    const unknown = states.find((state) => !TASK_STATES.includes(state));
    if (unknown !== undefined) throw refusal(400, 'invalidQuery', `No state is ${unknown}.`);
    const orderId = query.first('productOrderId');
    const itemId = query.first('productOrderItemId');
    const rows = seller.state.value.tasks.filter(
      (task) =>
        task.kind === kind &&
        (orderId === undefined || task.orderId === orderId) &&
        (itemId === undefined || task.itemId === itemId) &&
        (states.length === 0 || states.includes(task.state)) &&
        isWithin(query, 'creationDate', task.creationDate),
    );
    const { page, headers } = pageOf(rows, query, seller.state.value.scenario.maxPage);
    return { status: 200, body: page.map(renderTask), headers };
  };
}

function getTask(kind: TaskRecord['kind']) {
  return ({ seller, id }: Call): Answer => {
    const task = taskById(seller, id);
    if (task?.kind !== kind) throw refusal(404, 'notFound', `No request has id ${id}.`);
    return { status: 200, body: renderTask(task) };
  };
}

function three(
  noun: string,
  kind: TaskRecord['kind'],
  create: Operation['run'],
  reference: 'productOrder' | 'productOrderItem',
): Operation[] {
  const title = noun.charAt(0).toUpperCase() + noun.slice(1);
  const api = 'productOrderingManagement';
  return [
    {
      // A verb of its own already names the creation of a cancel request.
      name: kind === 'cancel' ? noun : `create${title}`,
      api,
      method: 'post',
      path: `/${noun}`,
      key: (seller, body) => keyOfOrder(seller, objectOf(body[reference])['productOrderId']),
      run: create,
    },
    {
      name: `list${title}`,
      api,
      method: 'get',
      path: `/${noun}`,
      query: [
        ...PAGING,
        'state',
        'productOrderId',
        'productOrderItemId',
        ...rangeOf('creationDate'),
      ],
      key: (seller, _body, request) => keyOfOrder(seller, textOf(request.query['productOrderId'])),
      run: listTasks(kind),
    },
    {
      name: `get${title}`,
      api,
      method: 'get',
      path: `/${noun}/:id`,
      key: (seller, _body, request) =>
        keyOfOrder(
          seller,
          taskById(seller, (request.params as Record<string, string>)['id'] ?? '')?.orderId,
        ),
      run: getTask(kind),
    },
  ];
}

export const TASK_OPERATIONS: readonly Operation[] = [
  ...three('cancelProductOrder', 'cancel', createCancel, 'productOrder'),
  ...three(
    'modifyProductOrderItemRequestedDeliveryDate',
    'date',
    createDateChange,
    'productOrderItem',
  ),
];
