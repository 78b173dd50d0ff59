import type { JsonObject, MefVersion } from './mef-state';

/** How a line gets to the door; fwa and cable are told from the offering, the rest from the POQ. */
export type DeliveryKind =
  | 'fwa'
  | 'cable'
  | 'onNetWithoutBuild'
  | 'onNetWithBuild'
  | 'offNetWithoutBuild'
  | 'offNetWithBuild';

/** A qualification that is given whatever the service areas say. */
export interface PoqOverride {
  /** Address id; omitted: every address. */
  addressId?: string;
  confidence?: 'green' | 'yellow' | 'red';
  deliveryType?: DeliveryKind;
  thirdPartyProvider?: string;
  intervalDays?: number;
  reason?: string;
  /** The seller cannot say. */
  unable?: boolean;
}

/** What a test or a presenter may choose about this seller. */
export interface Scenario {
  seed: number;
  version: MefVersion;
  /** Seconds between stages of a new order; null = business days on the clock. */
  paceSeconds: number | null;
  /** False holds every paced order where it is. */
  pace: boolean;
  /** True = new orders are frozen: they move only when told. */
  freeze: boolean;
  poq: PoqOverride[];
  /** Business days from order to done: a log-normal draw. */
  distributions: Record<DeliveryKind, { median: number; sigma: number }>;
  /** Chance of trouble while business days are played; the second number is with construction. */
  probabilities: {
    dateMoved: [number, number];
    charge: [number, number];
    customerNotReady: number;
    cancelled: number;
  };
  /** What happens to a buyer's cancel or date request when its time comes. */
  requests: 'accept' | 'reject' | 'charge' | 'hold';
  /** Operations answered 501. */
  notOffered: string[];
  conformance: {
    demandPoq: boolean;
    demandQuote: boolean;
    /** Refuse place and POQ ids this seller never gave out. */
    checkReferences: boolean;
    /** Demand the query parameter buyerId. */
    multiParty: boolean;
    /** Refuse a call whose operation the token was not asked for. */
    checkScopes: boolean;
    /** One published text names the end of an unanswered charge differently. */
    chargeTimeoutState: 'timeout' | 'completed';
  };
  /** Terms agreed in quotes: quote id -> {amount, units}. */
  quotes: Record<string, JsonObject>;
  /** Longest page of a list. */
  maxPage: number;
}

export function defaultScenario(version: MefVersion, paceSeconds: number | null): Scenario {
  return {
    seed: 1,
    version,
    paceSeconds,
    pace: true,
    freeze: false,
    poq: [],
    distributions: {
      fwa: { median: 6, sigma: 0.35 },
      cable: { median: 12, sigma: 0.35 },
      onNetWithoutBuild: { median: 35, sigma: 0.45 },
      offNetWithoutBuild: { median: 55, sigma: 0.45 },
      onNetWithBuild: { median: 60, sigma: 0.6 },
      offNetWithBuild: { median: 120, sigma: 0.6 },
    },
    probabilities: {
      dateMoved: [0.2, 0.35],
      charge: [0.03, 0.3],
      customerNotReady: 0.08,
      cancelled: 0.06,
    },
    requests: 'accept',
    notOffered: [],
    conformance: {
      demandPoq: false,
      demandQuote: false,
      checkReferences: false,
      multiParty: false,
      checkScopes: false,
      chargeTimeoutState: 'timeout',
    },
    quotes: {},
    maxPage: 100,
  };
}
