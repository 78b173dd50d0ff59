import type { Answer } from './answer-faults';
import type { Call, Operation } from './api-call';
import { refusal } from './api-refusal';
import { checkContacts } from './check-contacts';
import { checkProduct } from './check-product';
import { Issues, objectsOf, textOf } from './issues';
import { nextId, type JsonObject, type PoqRecord } from './mef-state';
import { judge, showPoq, stateOfPoq } from './poq-answer';
import { isWithin, pageOf, PAGING, rangeOf } from './read-query';
import type { Seller } from './seller';

const AT_ONCE = 'instantSyncQualification';
const DUE = 'requestedPOQCompletionDate';
/** How long a qualification that was not asked for at once takes. */
const DEFERRED_MS = 2_000;

function checkPoq(seller: Seller, body: JsonObject): void {
  const { version } = seller.state.value.scenario;
  const issues = new Issues();
  // The older generation takes a switch that is not there for a no.
  for (const name of [AT_ONCE, 'provideAlternative']) {
    if (version === 'v6' || body[name] !== undefined) issues.boolean(body, name, '');
  }
  const isLater = version === 'v5' ? body[AT_ONCE] !== true : body[AT_ONCE] === false;
  if (isLater || body[DUE] !== undefined) issues.wishedDate(body, DUE, '', seller.clock.nowMs());
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

function createPoq({ seller, body }: Call): Answer {
  checkPoq(seller, body);
  const state = seller.state.value;
  const poq: PoqRecord = {
    id: nextId(state, 'POQ'),
    version: state.scenario.version,
    submitted: body,
    submittedAt: seller.clock.nowIso(),
    dueMs: seller.clock.nowMs() + (body[AT_ONCE] === true ? 0 : DEFERRED_MS),
    items: objectsOf(body['productOfferingQualificationItem']).map((item) =>
      judge(seller, body, item),
    ),
  };
  state.poqs.push(poq);
  return { status: 201, body: showPoq(seller, poq) };
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
    query: [
      ...PAGING,
      ...['state', 'projectId', 'externalId'],
      ...rangeOf('creationDate', 'requestedPOQCompletionDate'),
    ],
    key: noKey,
    run: ({ seller, query }) => {
      const states = query.all('state');
      const rows = seller.state.value.poqs
        .filter(
          (poq) =>
            (states.length === 0 || states.includes(stateOfPoq(seller, poq))) &&
            ['projectId', 'externalId'].every((name) => {
              const wanted = query.first(name);
              return wanted === undefined || poq.submitted[name] === wanted;
            }) &&
            isWithin(query, 'creationDate', poq.submittedAt) &&
            isWithin(query, DUE, textOf(poq.submitted[DUE])),
        )
        .map((poq) => {
          const { id, state, creationDate, projectId, externalId, ...more } = showPoq(seller, poq);
          return { id, state, creationDate, projectId, externalId, [DUE]: more[DUE] };
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
      return { status: 200, body: showPoq(seller, poq) };
    },
  },
];
