/**
 * Where the simulated seller has a network. The table is the documentation of every red and yellow
 * answer: a state outside it is not served at all, a speed above `maxMbps` is not served there, and
 * a speed above `readyMbps` (or an address the draw puts beyond the street) needs construction.
 */
export interface ServiceArea {
  /** `own`: the seller's fibre; `mixed`: own in towns, a partner elsewhere; `partner`: resale. */
  network: 'own' | 'mixed' | 'partner';
  readyMbps: number;
  maxMbps: number;
  /** Who owns the last mile where the seller does not. */
  partner: string;
}

const own = (partner: string): ServiceArea => ({
  network: 'own',
  readyMbps: 1_000,
  maxMbps: 10_000,
  partner,
});
const mixed = (partner: string): ServiceArea => ({
  network: 'mixed',
  readyMbps: 500,
  maxMbps: 2_000,
  partner,
});
const partnerOnly = (partner: string): ServiceArea => ({
  network: 'partner',
  readyMbps: 100,
  maxMbps: 500,
  partner,
});

const PLAINS = 'Prairie Loop Cooperative';
const COAST = 'Two Rivers Telephone';
const HILLS = 'Granite State Fiber';

export const SERVICE_AREAS: Readonly<Record<string, ServiceArea>> = {
  CA: own(COAST),
  CO: own(PLAINS),
  FL: own(COAST),
  GA: own(COAST),
  IL: own(PLAINS),
  MA: own(HILLS),
  MD: own(HILLS),
  MI: own(PLAINS),
  MN: own(PLAINS),
  NJ: own(HILLS),
  PA: own(HILLS),
  TN: own(COAST),
  TX: own(PLAINS),
  VA: own(HILLS),
  WA: own(COAST),
  AL: mixed(COAST),
  AR: mixed(COAST),
  AZ: mixed(COAST),
  CT: mixed(HILLS),
  DC: mixed(HILLS),
  DE: mixed(HILLS),
  IA: mixed(PLAINS),
  IN: mixed(PLAINS),
  KS: mixed(PLAINS),
  KY: mixed(HILLS),
  LA: mixed(COAST),
  MO: mixed(PLAINS),
  MS: mixed(COAST),
  NC: mixed(COAST),
  NH: mixed(HILLS),
  NV: mixed(COAST),
  NY: mixed(HILLS),
  OH: mixed(PLAINS),
  OK: mixed(PLAINS),
  OR: mixed(COAST),
  RI: mixed(HILLS),
  SC: mixed(COAST),
  UT: mixed(PLAINS),
  WI: mixed(PLAINS),
  ID: partnerOnly(PLAINS),
  ME: partnerOnly(HILLS),
  MT: partnerOnly(PLAINS),
  ND: partnerOnly(PLAINS),
  NE: partnerOnly(PLAINS),
  NM: partnerOnly(PLAINS),
  SD: partnerOnly(PLAINS),
  VT: partnerOnly(HILLS),
  WV: partnerOnly(HILLS),
  WY: partnerOnly(PLAINS),
};

/** States and territories that exist, but where the seller has neither network nor partner. */
export const NOT_SERVED: readonly string[] = ['AK', 'HI', 'PR', 'GU', 'VI', 'AS', 'MP'];

/** Zones (first three digits of the postcode) inside served states that no cable reaches. */
export const NOT_SERVED_ZONES: readonly string[] = ['797', '821', '592', '893', '935'];

/** In mixed areas: up to here of 1 the address is on the seller's own street ... */
export const MIXED_OWN_SHARE = 0.6;
/** ... up to here on the partner's, up to here beyond both (construction), above: not reachable. */
export const MIXED_PARTNER_SHARE = 0.8;
export const MIXED_BUILD_SHARE = 0.95;
