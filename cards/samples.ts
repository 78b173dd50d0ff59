import type { JeopardyLevel, JeopardyReason } from '../src/domain/order/jeopardy';
import type { Order } from '../src/domain/order/order';
import type { Stage } from '../src/domain/order/stages';
import { NOTICES, type Happening } from '../src/domain/order/notices';
import type { CardRequest } from './card-request';
import { formSamples } from './sample-forms';
import {
  SAMPLE_LINKS,
  SAMPLE_NOW,
  SAMPLE_ORDERS,
  SAMPLE_VIEWERS,
  sampleApproval,
  sampleOrder,
} from './sample-orders';

export interface Sample {
  name: string;
  request: CardRequest;
}

const about = { now: SAMPLE_NOW, links: SAMPLE_LINKS };
const { requester, firstApprover, approver, admin } = SAMPLE_VIEWERS;
const SEVERAL = { refreshUserIds: ['29:sam', '29:lee'] };

const welcomes = (): Sample[] =>
  Object.entries(SAMPLE_VIEWERS).map(([role, viewer]) => ({
    name: `welcome-${role}`,
    request: { view: 'welcome', viewer, links: SAMPLE_LINKS },
  }));

const atRisk = (
  level: JeopardyLevel = 'critical',
  reason: JeopardyReason = 'date_passed',
  stage: Stage = 'install_scheduled',
) => {
  const order = sampleOrder(stage);
  return {
    ...order,
    flags: { ...order.flags, jeopardy: { level, reason, party: 'provider' as const } },
  };
};

const orders = (): Sample[] => [
  ...SAMPLE_ORDERS.flatMap((order): Sample[] =>
    (['requester', 'admin', 'viewer'] as const).map((role) => ({
      name: `order-${order.stage}-${role}`,
      request: { view: 'order', order, viewer: SAMPLE_VIEWERS[role], ...about, ...SEVERAL },
    })),
  ),
  {
    name: 'order-shared',
    request: { view: 'order', order: sampleOrder('testing'), viewer: null, ...about, ...SEVERAL },
  },
  {
    name: 'order-waiting',
    request: {
      view: 'order',
      order: sampleOrder('confirmed', {
        waiting: [{ on: 'servicenow', since: '2026-10-06T17:05:00.000Z' }],
      }),
      viewer: requester,
      ...about,
    },
  },
  { name: 'order-risk', request: { view: 'order', order: atRisk(), viewer: requester, ...about } },
  {
    name: 'order-reason-missing',
    request: {
      view: 'order',
      order: sampleOrder('confirmed'),
      viewer: requester,
      error: 'REASON_REQUIRED',
      ...about,
    },
  },
];

const approvals = (): Sample[] => {
  const asked = { view: 'approval', order: sampleOrder('pending_approval'), ...about } as const;
  const first = {
    ...sampleOrder('pending_approval'),
    approval: {
      round: 2,
      termsHash: 'c0ffee',
      steps: sampleApproval({ state: 'next', askedAt: null, dueAt: null }).steps.map((step) =>
        step.step === 1
          ? {
              ...step,
              state: 'current' as const,
              decision: null,
              dueAt: '2026-10-08T22:00:00.000Z',
            }
          : step,
      ),
    },
  };
  const dear = sampleOrder('pending_approval', {
    monthlyCost: { amount: '4450.00', currency: 'USD' },
    totalCost: { amount: '165000.00', currency: 'USD' },
  });
  return [
    { name: 'approval', request: { ...asked, viewer: approver, ...SEVERAL } },
    { name: 'approval-first-step', request: { ...asked, order: first, viewer: firstApprover } },
    {
      name: 'approval-comment-missing',
      request: { ...asked, viewer: approver, error: 'COMMENT_REQUIRED' },
    },
    {
      name: 'approval-confirm',
      request: { ...asked, order: dear, viewer: { ...approver, limitMinor: 100_000_000n } },
    },
    {
      name: 'approval-over-limit',
      request: { ...asked, viewer: { ...approver, limitMinor: 100_000n } },
    },
  ];
};

const decided = (decision: 'reject' | 'return', comment: string) =>
  sampleOrder('drafted', {
    round: 2,
    approval: sampleApproval({
      state: 'void',
      decision: { decision, by: approver, at: '2026-10-06T19:02:00.000Z', comment },
    }),
    lastReason: comment,
  });

const outcomes = (): Sample[] => {
  const seen = { view: 'outcome', viewer: firstApprover, ...about } as const;
  return [
    { name: 'outcome-approved', request: { ...seen, order: sampleOrder('approved') } },
    { name: 'outcome-sent', request: { ...seen, order: sampleOrder('submitted') } },
    {
      name: 'outcome-next-step',
      request: { ...seen, order: sampleOrder('pending_approval'), ...SEVERAL },
    },
    {
      name: 'outcome-stale',
      request: { ...seen, order: sampleOrder('approved'), stale: { message: '' } },
    },
    {
      name: 'outcome-being-confirmed',
      request: {
        ...seen,
        order: sampleOrder('pending_approval'),
        beingConfirmed: true,
        ...SEVERAL,
      },
    },
    { name: 'outcome-rejected', request: { ...seen, order: decided('reject', 'Too dear.') } },
    { name: 'outcome-returned', request: { ...seen, order: decided('return', '1G is enough.') } },
    { name: 'outcome-withdrawn', request: { ...seen, order: sampleOrder('withdrawn') } },
  ];
};

/** The order when this happens. */
const STAGE_OF: Partial<Record<Happening, Stage>> = {
  created: 'drafted',
  asked: 'pending_approval',
  reminded: 'pending_approval',
  escalated: 'pending_approval',
  step_approved: 'pending_approval',
  approved: 'approved',
  voided: 'drafted',
  form_refused: 'drafted',
  provider_rejected: 'rejected_by_provider',
  install_scheduled: 'install_scheduled',
  date_revised: 'install_scheduled',
  dispatched: 'installing',
  work_completed: 'testing',
  activated: 'activated',
  cancelled: 'cancelled',
  withdrawn: 'withdrawn',
  failed: 'failed',
};

function orderAt(happening: Happening): Order {
  if (happening === 'rejected') return decided('reject', 'Too dear.');
  if (happening === 'returned') return decided('return', '1G is enough.');
  const order = sampleOrder(STAGE_OF[happening] ?? 'confirmed');
  if (happening === 'jeopardy') return atRisk('high', 'date_unlikely', 'confirmed');
  return happening === 'needs_attention'
    ? { ...order, flags: { ...order.flags, needsAttention: ['provider_no_date'] } }
    : order;
}

const notices = (): Sample[] =>
  (Object.keys(NOTICES) as Happening[]).map((happening) => ({
    name: `notice-${happening}`,
    request: {
      view: 'notice',
      order: orderAt(happening),
      viewer: happening === 'needs_attention' ? admin : requester,
      facts: {
        happening,
        cause: 'provider_no_date',
        ...(happening === 'date_revised' ? { reasonCode: '1D' } : {}),
      },
      ...about,
      ...SEVERAL,
    },
  }));

const lists = (): Sample[] => {
  const list = {
    view: 'order-list',
    title: 'Your open orders',
    viewer: requester,
    ...about,
  } as const;
  return [
    {
      name: 'order-list',
      request: { ...list, orders: [atRisk(), ...SAMPLE_ORDERS], from: 0, total: 22 },
    },
    {
      name: 'order-list-one',
      request: { ...list, orders: [sampleOrder('confirmed')], from: 0, total: 1 },
    },
    {
      name: 'order-list-rest',
      request: {
        ...list,
        title: 'Waiting for your decision',
        viewer: approver,
        orders: [sampleOrder('pending_approval')],
        from: 10,
        total: 11,
      },
    },
    { name: 'order-list-none', request: { ...list, orders: [], from: 0, total: 0 } },
  ];
};

/** Every card in every variant, for the check at boot and for tests. */
export function samples(): Sample[] {
  return [welcomes, orders, approvals, outcomes, notices, formSamples, lists].flatMap((make) =>
    make(),
  );
}
