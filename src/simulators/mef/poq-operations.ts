import type { Answer } from './answer-faults';
import type { Call, Operation } from './api-call';
import { refusal } from './api-refusal';
import { checkContacts } from './check-contacts';
import { checkProduct } from './check-product';
import { Issues, objectOf, objectsOf } from './issues';
import { nextId, type JsonObject, type PoqRecord } from './mef-state';
import { qualify, type Qualification } from './qualify';
import { isWithin, pageOf, PAGING, rangeOf } from './read-query';
import type { Seller } from './seller';

const GUARANTEE_MS = 30 * 86_400_000;
/** How long a qualification that was not asked for at once takes. */
const DEFERRED_MS = 2_000;

function checkPoq(seller: Seller, body: JsonObject): void {
  const { version } = seller.state.value.scenario;
  const issues = new Issues();
  if (typeof body['instantSyncQualification'] !== 'boolean') {
    const code =
      body['instantSyncQualification'] === undefined ? 'missingProperty' : 'invalidFormat';
    issues.add(code, '/instantSyncQualification', 'instantSyncQualification is not a boolean.');
  }
  const alternative = body['provideAlternative'];
  if (alternative !== undefined && typeof alternative !== 'boolean') {
    issues.add('invalidFormat', '/provideAlternative', 'provideAlternative is not a boolean.');
  }
  checkContacts(issues, body, '', ['buyerContactInformation']);
  issues.objects(body, 'productOfferingQualificationItem', '').forEach((item, index) => {
    const path = `/productOfferingQualificationItem/${index}`;
    issues.text(item, 'id', path);
    const actions = version === 'v5' ? ['add', 'modify', 'delete'] : ['add', 'modify'];
    const action = issues.oneOf(item, 'action', path, actions);
    const product = issues.object(item, 'product', path);
    if (product && action !== 'delete') {
      checkProduct(issues, product, `${path}/product`, { version, knowsPlace: undefined });
      issues.objects(product, 'place', `${path}/product`);
    }
  });
  issues.throwIfAny();
}

function alternatives(product: JsonObject, found: Qualification): JsonObject[] | undefined {
  if (found.alternativeMbps === undefined) return undefined;
  const copy = structuredClone(product);
  const uni = objectOf(objectOf(copy['productConfiguration'])['ipUni']);
  for (const way of ['egressBandwidthProfileEnvelope', 'ingressBandwidthProfileEnvelope']) {
    for (const envelope of objectsOf(uni[way])) {
      envelope['maxIr'] = { irValue: found.alternativeMbps, irUnits: 'MBPS' };
    }
  }
  return [{ id: '1', product: copy }];
}

/** The verdict on one item, in the words of its generation. */
function judge(seller: Seller, body: JsonObject, item: JsonObject): JsonObject {
  const { scenario } = seller.state.value;
  const v6 = scenario.version === 'v6';
  const product = objectOf(item['product']);
  const found = item['action'] === 'delete' ? undefined : qualify(scenario, product);
  if (!found) return { ...item, state: v6 ? 'done' : 'done.unableToProvide' };
  const willDo = found.confidence !== 'red';
  const ownership = {
    deliveryType: found.deliveryType,
    '3rdPartyProvider': found.thirdPartyProvider,
  };
  return {
    ...item,
    state: v6 ? 'done' : 'done.ready',
    serviceabilityConfidence: found.confidence,
    serviceabilityConfidenceReason: found.reason,
    ...(willDo
      ? {
          installationInterval: { amount: found.intervalDays, units: 'businessDays' },
          guaranteedUntilDate: new Date(seller.clock.nowMs() + GUARANTEE_MS).toISOString(),
        }
      : {}),
    ...(willDo && v6 ? ownership : {}),
    ...(body['provideAlternative'] === true
      ? { alternateProductOfferingProposal: alternatives(product, found) }
      : {}),
  };
}

function createPoq({ seller, body }: Call): Answer {
  checkPoq(seller, body);
  const state = seller.state.value;
  const poq: PoqRecord = {
    id: nextId(state, 'POQ'),
    version: state.scenario.version,
    submitted: body,
    submittedAt: seller.clock.nowIso(),
    dueMs: seller.clock.nowMs() + (body['instantSyncQualification'] === true ? 0 : DEFERRED_MS),
    items: objectsOf(body['productOfferingQualificationItem']).map((item) =>
      judge(seller, body, item),
    ),
  };
  state.poqs.push(poq);
  return { status: 201, body: shown(seller, poq) };
}

function stateOf(seller: Seller, poq: PoqRecord): string {
  if (seller.clock.nowMs() < poq.dueMs) return 'acknowledged';
  if (poq.version === 'v6') return 'done';
  return poq.items.some((item) => item['state'] === 'done.unableToProvide')
    ? 'done.unableToProvide'
    : 'done.ready';
}

function shown(seller: Seller, poq: PoqRecord): JsonObject {
  const state = stateOf(seller, poq);
  const waiting = state === 'acknowledged';
  const asked = objectsOf(poq.submitted['productOfferingQualificationItem']);
  return {
    ...poq.submitted,
    id: poq.id,
    state,
    ...(waiting ? {} : { effectiveQualificationDate: new Date(poq.dueMs).toISOString() }),
    productOfferingQualificationItem: waiting
      ? asked.map((item) => ({ ...item, state: 'acknowledged' }))
      : poq.items,
  };
}

const noKey: Operation['key'] = () => undefined;

export const POQ_OPERATIONS: readonly Operation[] = [
  {
    name: 'createPoq',
    api: 'productOfferingQualification',
    method: 'post',
    path: '/productOfferingQualification',
    key: noKey,
    run: createPoq,
  },
  {
    name: 'listPoq',
    api: 'productOfferingQualification',
    method: 'get',
    path: '/productOfferingQualification',
    query: [...PAGING, 'state', 'projectId', ...rangeOf('effectiveQualificationDate')],
    key: noKey,
    run: ({ seller, query }) => {
      const states = query.all('state');
      const projectId = query.first('projectId');
      const rows = seller.state.value.poqs
        .filter(
          (poq) =>
            (states.length === 0 || states.includes(stateOf(seller, poq))) &&
            (projectId === undefined || poq.submitted['projectId'] === projectId) &&
            isWithin(query, 'effectiveQualificationDate', new Date(poq.dueMs).toISOString()),
        )
        .map((poq) => {
          const { id, state, projectId: project } = shown(seller, poq);
          return { id, state, projectId: project };
        });
      const { page, headers } = pageOf(rows, query, seller.state.value.scenario.maxPage);
      return { status: 200, body: page, headers };
    },
  },
  {
    name: 'getPoq',
    api: 'productOfferingQualification',
    method: 'get',
    path: '/productOfferingQualification/:id',
    key: noKey,
    run: ({ seller, id }) => {
      const poq = seller.state.value.poqs.find((one) => one.id === id);
      if (!poq) throw refusal(404, 'notFound', `No qualification has id ${id}.`);
      return { status: 200, body: shown(seller, poq) };
    },
  },
];
