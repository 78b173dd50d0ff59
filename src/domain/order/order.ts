import type { Money } from '../money';
import type { Person } from '../people';
import type { CalendarDate, Instant } from '../time';
import type { CircuitPurpose } from './fields';
import type { Serviceability } from './serviceability';
import type { Flags, Stage } from './stages';
import type { Waiting } from './waiting';

/** An order as the product reads it: the row with the names of its people, sites and provider. */
export interface Order {
  orderNumber: string;
  version: number;
  /** Number of the workflow's last recorded change. */
  pv: number;
  revision: number;
  round: number;
  stage: Stage;
  stageSince: Instant;
  sending: boolean;
  cancelRequested: boolean;
  flags: Flags;
  site: Site;
  circuitPurpose: CircuitPurpose;
  provider: ProviderName;
  /** As people write it: `1G`, `100M/20M`. */
  speed: string;
  justification: string;
  targetDate: CalendarDate | null;
  monthlyCost: Money | null;
  installCost: Money | null;
  /** Monthly x months + install; null until all three are known. */
  totalCost: Money | null;
  contractTerm: number | null;
  currency: string;
  notes: string | null;
  specialRequirements: string | null;
  requestedBy: Person;
  createdBy: Person;
  assignedTo: Person | null;
  lastTermsEditor: Person | null;
  /** SHA-256, hex, of the canonical terms as they stand. */
  termsHash: string;
  approval: Approval | null;
  budget: BudgetUse | null;
  serviceability: Serviceability | null;
  dates: OrderDates;
  identifiers: readonly Identifier[];
  /** Why it went back or ended, in the words of who did it. */
  lastReason: string | null;
  /** Outsides that do not answer now; what has to reach them is kept. */
  waiting: readonly Waiting[];
}

export interface Site {
  id: string;
  name: string;
  address: SiteAddress;
  timeZone: string;
  costCentre: string;
  currency: string;
}

export interface SiteAddress {
  street: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
}

export interface ProviderName {
  key: string;
  name: string;
}

export interface OrderDates {
  createdAt: Instant;
  updatedAt: Instant;
  submittedAt: Instant | null;
  acknowledgedAt: Instant | null;
  confirmedAt: Instant | null;
  focReceivedAt: Instant | null;
  firstFocDate: CalendarDate | null;
  focDate: CalendarDate | null;
  /** The committed date before the latest revision. */
  previousFocDate: CalendarDate | null;
  surveyOn: CalendarDate | null;
  loopDeliveredOn: CalendarDate | null;
  dispatchedAt: Instant | null;
  workCompletedOn: CalendarDate | null;
  activatedAt: Instant | null;
  enabledAt: Instant | null;
  endedAt: Instant | null;
}

/** The approvals of the order's last round. */
export interface Approval {
  round: number;
  termsHash: string;
  steps: readonly ApprovalStep[];
}

export interface ApprovalStep {
  step: number;
  state: 'done' | 'current' | 'next' | 'void';
  persons: readonly Person[];
  askedAt: Instant | null;
  /** When the step escalates; what people read as "answer by". */
  dueAt: Instant | null;
  decision: {
    decision: 'approve' | 'reject' | 'return';
    by: Person;
    at: Instant;
    comment: string | null;
  } | null;
}

export interface BudgetUse {
  costCentre: string;
  fiscalYear: number;
  /** What this order takes of that year. */
  amount: Money;
  /** What is left without this order. */
  available: Money;
}

export interface Identifier {
  type:
    | 'provider_order'
    | 'pon'
    | 'circuit'
    | 'lec_circuit'
    | 'ban'
    | 'product'
    | 'sctask_number'
    | 'sctask_sys_id';
  value: string;
  source: string;
}

/** One line of the order's timeline. */
export interface TimelineEntry {
  k: number;
  at: Instant;
  kind: string;
  /** Who or what did it: a person's name, the provider, ServiceNow, a timer. */
  actor: string;
  source: string;
  text: string | null;
  facts: Readonly<Record<string, string | number | boolean | null>>;
}
