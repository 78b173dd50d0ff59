import type { Links } from './card-request';
import type { Approval, ApprovalStep, Order, OrderDates } from '../src/domain/order/order';
import { NO_FLAGS, STAGE_NAMES, isBeforeSending, type Stage } from '../src/domain/order/stages';
import type { Person } from '../src/domain/people';
import type { Viewer } from './card-request';

/** Orders as the boot check and the tests show them: one per stage, every one of them plausible. */
export const SAMPLE_LINKS: Links = {
  order: (orderNumber) => `https://orders.example.com/circuit-orders/${orderNumber}`,
  board: 'https://orders.example.com/circuit-orders',
};

export const SAMPLE_NOW = '2026-10-06T19:05:00.000Z';

const person = (number: number, key: string, name: string): Person => ({
  oid: `a1000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  key,
  name,
});

const SAM = person(1, 'sam', 'Sam Okafor');
const DANA = person(2, 'dana', 'Dana Ruiz');
const LEE = person(3, 'lee', 'Lee Park');
const ALEX = person(4, 'alex', 'Alex Kim');
const VIC = person(6, 'vic', 'Vic Stone');

const viewer = (who: Person, roles: Viewer['roles'], limitMinor: bigint | null = null): Viewer => ({
  ...who,
  roles,
  limitMinor,
  timeZone: 'America/Chicago',
});

export const SAMPLE_VIEWERS = {
  requester: viewer(SAM, ['requester']),
  firstApprover: viewer(DANA, ['approver'], 10_000_000n),
  approver: viewer(LEE, ['approver'], 10_000_000n),
  admin: viewer(ALEX, ['admin'], 100_000_000n),
  viewer: viewer(VIC, ['viewer']),
} as const;

const usd = (amount: string) => ({ amount, currency: 'USD' });

const step = (number: number, asked: Person, rest: Partial<ApprovalStep>): ApprovalStep => ({
  step: number,
  state: 'next',
  persons: [asked],
  askedAt: null,
  dueAt: null,
  decision: null,
  ...rest,
});

const approvedBy = (by: Person, at: string, comment: string | null) => ({
  state: 'done' as const,
  decision: { decision: 'approve' as const, by, at, comment },
});

const ASKED = { askedAt: '2026-10-06T13:40:00.000Z' };
const FIRST = step(1, DANA, {
  ...ASKED,
  ...approvedBy(DANA, '2026-10-06T14:12:00.000Z', 'Fits the hub plan.'),
});
const CURRENT = {
  askedAt: '2026-10-06T14:12:00.000Z',
  dueAt: '2026-10-08T22:00:00.000Z',
};

/** Two steps: the first given, the second in the state named. */
export function sampleApproval(second: Partial<ApprovalStep>): Approval {
  return { round: 2, termsHash: 'c0ffee', steps: [FIRST, step(2, LEE, { ...CURRENT, ...second })] };
}

const APPROVED = sampleApproval(
  approvedBy(LEE, '2026-10-06T19:02:00.000Z', 'OK within the hub budget.'),
);

const CREATED: OrderDates = {
  createdAt: '2026-09-02T15:00:00.000Z',
  updatedAt: '2026-10-06T19:02:00.000Z',
  submittedAt: null,
  acknowledgedAt: null,
  confirmedAt: null,
  focReceivedAt: null,
  firstFocDate: null,
  focDate: null,
  previousFocDate: null,
  surveyOn: null,
  loopDeliveredOn: null,
  dispatchedAt: null,
  workCompletedOn: null,
  activatedAt: null,
  enabledAt: null,
  endedAt: null,
};

const SCHEDULED = {
  focReceivedAt: '2026-09-24T15:00:00.000Z',
  firstFocDate: '2026-10-09',
  previousFocDate: '2026-10-09',
  focDate: '2026-10-16',
};
const WORKED = { ...SCHEDULED, workCompletedOn: '2026-10-05' };
const ACTIVATED = { ...WORKED, activatedAt: '2026-10-06T18:00:00.000Z' };

const DATES: Partial<Record<Stage, Partial<OrderDates>>> = {
  install_scheduled: SCHEDULED,
  installing: { ...SCHEDULED, dispatchedAt: '2026-10-06T12:00:00.000Z' },
  testing: WORKED,
  activated: ACTIVATED,
  enabled: { ...ACTIVATED, enabledAt: SAMPLE_NOW, endedAt: SAMPLE_NOW },
  withdrawn: { endedAt: SAMPLE_NOW },
  cancelled: { ...SCHEDULED, endedAt: SAMPLE_NOW },
  failed: { endedAt: SAMPLE_NOW },
};

function approvalIn(stage: Stage): Approval | null {
  if (stage === 'drafted' || stage === 'withdrawn') return null;
  return stage === 'pending_approval' ? sampleApproval({ state: 'current' }) : APPROVED;
}

const REASONS: Partial<Record<Stage, string>> = {
  rejected_by_provider: 'No free pair at this address before March.',
  withdrawn: 'The store opens later.',
  cancelled: 'The lease was not signed.',
  failed: 'Trench permit refused by the city.',
};

/** One order in the stage, with whatever else a sample or test wants to be different. */
export function sampleOrder(stage: Stage, rest: Partial<Order> = {}): Order {
  const sent = !isBeforeSending(stage) && stage !== 'withdrawn';
  const dates = sent ? { submittedAt: '2026-09-04T15:00:00.000Z' } : {};
  return {
    orderNumber: 'CO-2026-000416',
    version: 7,
    pv: 4,
    revision: 3,
    round: stage === 'drafted' ? 0 : 2,
    stage,
    stageSince: '2026-10-06T14:12:00.000Z',
    sending: stage === 'approved',
    cancelRequested: false,
    flags: { ...NO_FLAGS, dateRevised: DATES[stage]?.focDate !== undefined },
    site: SITE,
    circuitPurpose: 'Primary',
    provider: { key: 'att', name: 'AT&T' },
    speed: '2G',
    justification:
      'Distribution hub opens 11 January. Two lanes of 1G are full since August; 2G avoids a second build.',
    targetDate: '2027-01-04',
    monthlyCost: usd('1450.00'),
    installCost: usd('4800.00'),
    totalCost: usd('57000.00'),
    contractTerm: 36,
    currency: 'USD',
    notes: null,
    specialRequirements: null,
    requestedBy: SAM,
    createdBy: SAM,
    assignedTo: sent ? SAM : null,
    lastTermsEditor: SAM,
    termsHash: 'c0ffee',
    approval: approvalIn(stage),
    budget: {
      costCentre: '4410',
      fiscalYear: 2027,
      amount: usd('22059.68'),
      available: usd('96400.00'),
    },
    serviceability: {
      colour: 'yellow',
      reasons: ['45 m build from the street'],
      intervalBusinessDays: 60,
      checkedAt: '2026-10-06T13:39:00.000Z',
    },
    dates: { ...CREATED, ...dates, ...DATES[stage] },
    identifiers: sent
      ? [
          { type: 'provider_order', value: '8M-410227', source: 'provider' },
          { type: 'sctask_number', value: 'SCTASK0048127', source: 'servicenow' },
        ]
      : [],
    lastReason: REASONS[stage] ?? null,
    waiting: [],
    ...rest,
  };
}

const SITE: Order['site'] = {
  id: 'TXD14',
  name: 'TXD 14',
  address: {
    street: '8450 Elm St',
    city: 'Dallas',
    region: 'TX',
    postcode: '75201',
    country: 'US',
  },
  timeZone: 'America/Chicago',
  costCentre: '4410',
  currency: 'USD',
};

export const SAMPLE_ORDERS: readonly Order[] = STAGE_NAMES.map((stage) => sampleOrder(stage));
