import { objectOf, objectsOf } from './issues';
import type { JsonObject, PoqRecord } from './mef-state';
import { qualify, type Qualification } from './qualify';
import type { Seller } from './seller';

const GUARANTEE_MS = 30 * 86_400_000;
const SELLER_CONTACT = {
  role: 'sellerContactInformation',
  name: 'Order desk',
  emailAddress: 'order-desk@carrier.example',
  number: '+1 555 0199',
};

/** The verdict on one item, in the words of its generation. */
export function judge(seller: Seller, body: JsonObject, item: JsonObject): JsonObject {
  const isNew = seller.state.value.scenario.version === 'v6';
  const product = objectOf(item['product']);
  const found =
    item['action'] === 'delete' ? undefined : qualify(seller.state.value.scenario, product);
  if (!found) return { ...item, ...unable(isNew) };
  return {
    ...item,
    state: isNew ? 'done' : 'done.ready',
    serviceabilityConfidence: found.confidence,
    serviceabilityConfidenceReason: found.reason,
    ...(found.confidence === 'red' ? {} : offer(seller, found)),
    ...(body['provideAlternative'] === true ? alternatives(seller, product, found) : {}),
  };
}

/** An item without an answer. */
function unable(isNew: boolean): JsonObject {
  if (!isNew) return { state: 'done.abandoned' };
  const error = { code: 'otherIssue', value: 'No answer can be given in the time asked for.' };
  return { state: 'terminatedWithError', terminationError: [error] };
}

/** When and how the line would come; the older generation does not say how. */
function offer(seller: Seller, found: Qualification): JsonObject {
  const isNew = seller.state.value.scenario.version === 'v6';
  return {
    installationInterval: { amount: found.intervalDays, units: 'businessDays' },
    guaranteedUntilDate: new Date(seller.clock.nowMs() + GUARANTEE_MS).toISOString(),
    ...(isNew && { deliveryType: found.deliveryType }),
    ...(isNew && { '3rdPartyProvider': found.thirdPartyProvider }),
  };
}

/** What could be had instead. The newer generation answers an empty list when there is nothing. */
function alternatives(seller: Seller, product: JsonObject, found: Qualification): JsonObject {
  const { scenario } = seller.state.value;
  const isNew = scenario.version === 'v6';
  const slower = found.alternativeMbps && atSpeed(product, found.alternativeMbps);
  const other = slower ? qualify(scenario, slower) : undefined;
  if (!slower || !other || other.confidence === 'red') {
    return isNew ? { alternateProductOfferingProposal: [] } : {};
  }
  const { productOffering, productConfiguration, productRelationship } = slower;
  const { installationInterval, ...more } = offer(seller, other);
  const confidence = {
    serviceabilityConfidence: other.confidence,
    serviceabilityConfidenceReason: other.reason,
  };
  const proposal = {
    id: '1',
    installationInterval,
    alternateProduct: { productOffering, productConfiguration, productRelationship },
    ...(isNew && { ...confidence, ...more }),
  };
  return { alternateProductOfferingProposal: [proposal] };
}

function atSpeed(product: JsonObject, mbps: number): JsonObject {
  const copy = structuredClone(product);
  const uni = objectOf(objectOf(copy['productConfiguration'])['ipUni']);
  for (const way of ['egressBandwidthProfileEnvelope', 'ingressBandwidthProfileEnvelope']) {
    for (const envelope of objectsOf(uni[way])) {
      envelope['maxIr'] = { irValue: mbps, irUnits: 'MBPS' };
    }
  }
  return copy;
}

export function stateOfPoq(seller: Seller, poq: PoqRecord): string {
  if (seller.clock.nowMs() < poq.dueMs) return 'acknowledged';
  const ends = poq.items.map((item) => item['state']);
  if (poq.version === 'v6') {
    return ends.includes('terminatedWithError') ? 'terminatedWithError' : 'done';
  }
  return ends.includes('done.abandoned') ? 'done.unableToProvide' : 'done.ready';
}

/** A qualification as it is read now. */
export function showPoq(seller: Seller, poq: PoqRecord): JsonObject {
  const state = stateOfPoq(seller, poq);
  const isWaiting = state === 'acknowledged';
  const items = isWaiting
    ? objectsOf(poq.submitted['productOfferingQualificationItem']).map((item): JsonObject => {
        return { ...item, state };
      })
    : poq.items;
  const answer = {
    ...poq.submitted,
    id: poq.id,
    state,
    relatedContactInformation: [
      ...objectsOf(poq.submitted['relatedContactInformation']),
      SELLER_CONTACT,
    ],
  };
  if (poq.version === 'v5') {
    const done = isWaiting ? {} : { effectiveQualificationDate: new Date(poq.dueMs).toISOString() };
    return { ...answer, ...done, productOfferingQualificationItem: items };
  }
  return {
    ...answer,
    creationDate: poq.submittedAt,
    stateChange: history(poq, state),
    productOfferingQualificationItem: items.map((item) => ({
      ...item,
      stateChange: history(poq, String(item['state'])),
    })),
  };
}

/** An answer at once has no other state before it. */
function history(poq: PoqRecord, state: string): JsonObject[] {
  const first = { state: 'acknowledged', changeDate: poq.submittedAt };
  const last = { state, changeDate: new Date(poq.dueMs).toISOString() };
  if (state === 'acknowledged') return [first];
  return Date.parse(poq.submittedAt) === poq.dueMs ? [last] : [first, last];
}
