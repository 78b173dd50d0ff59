import type { OrderChecks } from '../src/use-cases/check-order';
import type { OrderFormRequest } from './card-request';
import { SAMPLE_LINKS, SAMPLE_NOW, SAMPLE_VIEWERS, sampleOrder } from './sample-orders';
import type { Sample } from './samples';

const about = { now: SAMPLE_NOW, links: SAMPLE_LINKS };
const { firstApprover } = SAMPLE_VIEWERS;

export const SAMPLE_CHECKS: OrderChecks = {
  findings: [
    { check: 'duplicate', severity: 'ok', code: 'DUPLICATE_NONE', facts: {} },
    {
      check: 'budget',
      severity: 'ok',
      code: 'BUDGET_COVERS',
      facts: {
        ...{ costCentre: '4410', fiscalYear: 2026, currency: 'USD' },
        ...{ amount: '2500.00', available: '44615.48' },
      },
    },
    {
      check: 'serviceability',
      severity: 'warning',
      code: 'SERVICEABILITY_YELLOW',
      facts: { reasons: '45 m build from the street', intervalBusinessDays: 60 },
    },
  ],
  approvals: [{ step: 1, persons: [firstApprover] }],
  budget: null,
  total: { amount: '19000.00', currency: 'USD' },
};

const SAMPLE_GAPS: OrderChecks = {
  findings: [
    {
      ...{ check: 'completeness', severity: 'blocks', code: 'TERMS_INCOMPLETE' },
      facts: { fields: 'Install cost' },
    },
    ...SAMPLE_CHECKS.findings.filter(({ check }) => check !== 'budget'),
  ],
  ...{ approvals: [], budget: null, total: null },
};

const FORM = {
  view: 'order-form',
  sites: Array.from({ length: 40 }, (_, index) => ({
    id: `TXH${index + 60}`,
    name: `TXH ${index + 60}`,
  })),
  providers: [
    { key: 'att', name: 'AT&T' },
    { key: 'lumen', name: 'Lumen' },
    { key: 'spectrum', name: 'Spectrum' },
    { key: 'comcast', name: 'Comcast' },
  ],
  problems: [],
  ...about,
} as const satisfies Partial<OrderFormRequest>;

const TYPED = {
  site_id: 'TXH97',
  circuit_purpose: 'Primary',
  provider: 'att',
  speed: '1G',
  justification: 'Store opening 9 January. Tills need the circuit two weeks earlier.',
  target_date: '2026-12-28',
  monthly_cost: '500',
  install_cost: '1000',
  contract_term: 36,
};

/** The form, empty and filled, checked and refused, for a new order and for one in each stage. */
export const formSamples = (): Sample[] => [
  { name: 'order-form-empty', request: { ...FORM, mode: 'create', values: {}, draftId: 'd-1' } },
  {
    name: 'order-form-checked',
    request: { ...FORM, mode: 'create', values: TYPED, checks: SAMPLE_CHECKS },
  },
  {
    name: 'order-form-errors',
    request: {
      ...FORM,
      mode: 'create',
      values: { ...TYPED, speed: '1 Gigs', justification: 'New site' },
      problems: [
        { field: 'speed', code: 'SPEED_NOT_READABLE', facts: { given: '1 Gigs' } },
        { field: 'justification', code: 'TEXT_TOO_SHORT', facts: { min: 10, length: 8 } },
      ],
    },
  },
  {
    name: 'order-form-unsubmitted',
    request: {
      ...{ ...FORM, mode: 'edit', order: sampleOrder('drafted'), checks: SAMPLE_GAPS },
      values: { ...TYPED, install_cost: null },
      problems: [
        { field: 'install_cost', code: 'FIELD_REQUIRED', facts: { label: 'Install cost' } },
      ],
      done: 'CO-2026-000416 saved as draft.',
    },
  },
  {
    name: 'order-form-edit-checked',
    request: {
      ...{ ...FORM, mode: 'edit', order: sampleOrder('drafted'), checks: SAMPLE_CHECKS },
      values: TYPED,
    },
  },
  ...(['drafted', 'pending_approval', 'confirmed'] as const).map((stage): Sample => ({
    name: `order-form-edit-${stage}`,
    request: { ...FORM, mode: 'edit', values: TYPED, order: sampleOrder(stage) },
  })),
];
