import { seededDraw } from '../kit/seeded-draw';
import { areaOfAddress, areaOfAddressId, plainAddress, type AddressArea } from './address-book';
import { isObject, objectOf, objectsOf, textOf } from './issues';
import type { JsonObject } from './mef-state';
import type { DeliveryKind, Scenario } from './scenario';
import {
  MIXED_BUILD_SHARE,
  MIXED_OWN_SHARE,
  MIXED_PARTNER_SHARE,
  NOT_SERVED_ZONES,
  SERVICE_AREAS,
} from './service-areas';

export interface Qualification {
  confidence: 'green' | 'yellow' | 'red';
  reason: string;
  deliveryType?: DeliveryKind | undefined;
  thirdPartyProvider?: string | undefined;
  intervalDays?: number | undefined;
  /** What could be had instead. */
  alternativeMbps?: number | undefined;
}

const MBPS: Record<string, number> = { BPS: 1e-6, KBPS: 1e-3, MBPS: 1, GBPS: 1_000 };

/** The address of a product: its id, or the address itself where it was written out. */
export function placeOf(product: JsonObject): { id: string | undefined; address: JsonObject } {
  const first = objectOf(objectsOf(product['place'])[0]);
  const where = isObject(first['place']) ? first['place'] : first;
  return { id: textOf(where['id']), address: where };
}

/** The download speed asked for; 0 when the configuration names none. */
export function speedOf(product: JsonObject): number {
  const uni = objectOf(objectOf(product['productConfiguration'])['ipUni']);
  const rate = objectOf(objectOf(objectsOf(uni['egressBandwidthProfileEnvelope'])[0])['maxIr']);
  const value = typeof rate['irValue'] === 'number' ? rate['irValue'] : 0;
  return value * (MBPS[String(rate['irUnits'])] ?? 1);
}

const red = (reason: string, alternativeMbps?: number): Qualification => ({
  confidence: 'red',
  reason,
  alternativeMbps,
});

function byArea(scenario: Scenario, area: AddressArea, key: string, mbps: number): Qualification {
  const served = SERVICE_AREAS[area.state];
  if (!served) return red(`The state ${area.state} is not served.`);
  if (NOT_SERVED_ZONES.includes(area.zone)) return red(`The zone ${area.zone} is not served.`);
  if (mbps > served.maxMbps) {
    return red(`No more than ${served.maxMbps} Mbps in ${area.state}.`, served.maxMbps);
  }
  const needsBuild = mbps > served.readyMbps;
  const fibre = (owner: 'onNet' | 'offNet', build: boolean): Qualification => ({
    confidence: build ? 'yellow' : 'green',
    reason: build ? 'Construction to the building is needed.' : 'The building is connected.',
    deliveryType: `${owner}${build ? 'WithBuild' : 'WithoutBuild'}`,
    thirdPartyProvider: owner === 'offNet' ? served.partner : undefined,
  });
  if (served.network === 'own') return fibre('onNet', needsBuild);
  if (served.network === 'partner') return fibre('offNet', needsBuild);
  const draw = seededDraw(scenario.seed, key, 'street');
  if (draw < MIXED_OWN_SHARE) return fibre('onNet', needsBuild);
  if (draw < MIXED_PARTNER_SHARE) return fibre('offNet', needsBuild);
  if (draw < MIXED_BUILD_SHARE) return fibre('onNet', true);
  return red('No street near the address has a cable.');
}

/** What the seller can do for a product at its place; undefined = it cannot say. */
export function qualify(scenario: Scenario, product: JsonObject): Qualification | undefined {
  const { id, address } = placeOf(product);
  const over = scenario.poq.find((line) => line.addressId === undefined || line.addressId === id);
  if (over?.unable === true) return undefined;
  const area =
    (id === undefined ? undefined : areaOfAddressId(id)) ?? areaOfAddress(plainAddress(address));
  const key = id ?? JSON.stringify(address);
  // Nothing is known of an address from elsewhere: a partner may reach it, after a survey.
  let found: Qualification = area
    ? byArea(scenario, area, key, speedOf(product))
    : {
        confidence: 'yellow',
        reason: 'The address has to be surveyed.',
        deliveryType: 'offNetWithBuild',
        thirdPartyProvider: 'to be found',
      };
  if (over) found = overridden(found, over);
  if (found.confidence === 'red' || found.deliveryType === undefined) return found;
  const median = scenario.distributions[found.deliveryType].median;
  return { ...found, intervalDays: over?.intervalDays ?? median };
}

function overridden(found: Qualification, over: Scenario['poq'][number]): Qualification {
  const confidence = over.confidence ?? found.confidence;
  const deliveryType =
    over.deliveryType ??
    found.deliveryType ??
    (confidence === 'yellow' ? 'onNetWithBuild' : 'onNetWithoutBuild');
  const reason = over.reason ?? (over.confidence ? 'As the scenario says.' : found.reason);
  if (confidence === 'red') return red(reason, found.alternativeMbps);
  return {
    confidence,
    reason,
    deliveryType,
    thirdPartyProvider:
      over.thirdPartyProvider ??
      (deliveryType.startsWith('offNet') ? (found.thirdPartyProvider ?? 'to be found') : undefined),
  };
}
