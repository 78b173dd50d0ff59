import type { DelayCode } from '../../domain/order/delay-reasons';
import type { CircuitPurpose } from '../../domain/order/fields';
import type { EventKind } from '../../domain/order/event-kinds';
import type { Contact } from '../../ports/provider';

/** What one carrier of the MEF dialect is like; data, so that another carrier is another constant. */
export interface MefProfile {
  key: string;
  dialect: 'mef';
  /** Enterprise to carrier, or carrier to carrier: the same calls under another title. */
  family: 'cantata' | 'sonata';
  version: 'v5' | 'v6';
  /** Who we are to the carrier: `buyerId` of every call. */
  customerId: string;
  billingAccountId: string;
  /** What we order for a purpose: the carrier's offering and how it is configured. */
  productMap: Readonly<Record<CircuitPurpose, MefProduct>>;
  endOfTermAction: 'autoRenew' | 'roll' | 'autoDisconnect';
  contacts: {
    /** Whom the carrier may ask about a serviceability question. */
    qualification: Contact;
    /** Every contact needs a number; this one stands in where a person has none. */
    phone: string;
  };
  /** Whose plant an on-net last mile is. */
  network: string;
  offers: { cancel: boolean; notifications: boolean };
  /** How completed work becomes an activated circuit. */
  acceptance: 'completion' | 'window' | 'explicit';
  words: MefWords;
}

export interface MefProduct {
  offeringId: string;
  /** `{downMbps}` and `{upMbps}`, each a whole value, become numbers. */
  configuration: Readonly<Record<string, unknown>>;
}

export interface MefWords {
  /** The carrier's milestone names; `noteAdded` is known and changes nothing. */
  milestones: Readonly<Record<string, MilestoneKind>>;
  /** Words of a note that tell why a date moved; the first hit counts. */
  reasons: readonly { word: string; code: DelayCode }[];
}

export type MilestoneKind = Extract<
  EventKind,
  'surveyed' | 'loopDelivered' | 'dispatched' | 'noteAdded'
>;

/** Internet access by the public product model: egress is towards the site, ingress from it. */
const INTERNET_ACCESS: MefProduct['configuration'] = {
  '@type': 'urn:mef:lso:spec:cantata-sonata:basic-internet-access:v1.0.0:all',
  ipvc: { ipvcEndPoint: {} },
  ipUni: {
    egressBandwidthProfileEnvelope: [{ maxIr: { irValue: '{downMbps}', irUnits: 'MBPS' } }],
    ingressBandwidthProfileEnvelope: [{ maxIr: { irValue: '{upMbps}', irUnits: 'MBPS' } }],
  },
  ipUniAccessLink: {},
  ipUniAccessLinkTrunk: {},
};

/** Words of our own demo carrier's date notes; a code written out always wins over them. */
const REASONS: MefWords['reasons'] = [
  { word: 'permit', code: '1U' },
  { word: 'easement', code: '1U' },
  { word: 'pole', code: '1T' },
  { word: 'construction', code: '1J' },
  { word: 'other carrier', code: '1Z' },
  { word: 'underlying carrier', code: '1Z' },
  { word: 'missed appointment', code: '1F' },
  { word: 'workload', code: '1B' },
  { word: 'loop', code: '1D' },
  { word: 'office freeze', code: '1H' },
  { word: 'frame time', code: '1L' },
  { word: 'assignment', code: '1Q' },
  { word: 'office equipment', code: '1Y' },
  { word: 'facilities', code: '1A' },
  { word: 'fibre', code: '1A' },
  { word: 'end user not ready', code: '1E' },
  { word: 'not ready', code: '1C' },
  { word: 'no access', code: '1G' },
  { word: 'not reachable', code: '1R' },
  { word: 'entrance', code: '1W' },
  { word: 'building', code: '1S' },
  { word: 'disaster', code: '1K' },
  { word: 'storm', code: '1K' },
];

/** The demo's carrier; pairing this name with this dialect is fiction. */
export const COMCAST_DEMO: MefProfile = {
  key: 'comcast',
  dialect: 'mef',
  family: 'cantata',
  version: 'v6',
  customerId: 'CIRCUIT-ORDERS',
  billingAccountId: 'BAN-1',
  productMap: {
    Primary: { offeringId: 'dia', configuration: INTERNET_ACCESS },
    Backup: { offeringId: 'dia', configuration: INTERNET_ACCESS },
    Guest: { offeringId: 'dia', configuration: INTERNET_ACCESS },
  },
  endOfTermAction: 'autoRenew',
  contacts: {
    qualification: {
      name: 'Network Operations',
      email: 'network@example.com',
      phone: '+1-555-0100',
    },
    phone: '+1-555-0100',
  },
  network: 'comcast',
  offers: { cancel: true, notifications: true },
  acceptance: 'explicit',
  words: {
    milestones: {
      SITE_SURVEY_DONE: 'surveyed',
      LOOP_DELIVERED: 'loopDelivered',
      TECH_DISPATCHED: 'dispatched',
    },
    reasons: REASONS,
  },
};
