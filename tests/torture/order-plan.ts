import { CRASH_POINTS, type CrashPoint } from '../../src/ports/crash-points';
import { draw } from './draw';

/** One order of the scenario; its label, not its number, decides what befalls it. */
export interface OrderPlan {
  label: string;
  fields: Record<string, unknown>;
  requester: 'sam' | 'alex';
  crashPoint: CrashPoint | null;
  /** Approvals typed to the bot instead of pressed in the browser. */
  approvesInTeams: boolean;
  /** The carrier goes on without waiting until each step is seen here. */
  jumps: boolean;
}

// Places the carrier serves with its own fibre, in three cost centres; the fourth is raced for.
const SITES = ['TXH', 'CAL', 'FLO', 'TXD', 'WAS', 'GAA'].flatMap((city) =>
  [97, 14, 33, '08'].map((number) => `${city}${number}`),
);
const RACED = ['ILC97', 'ILC14', 'ILC33', 'ILC08', 'COD97'];

const inTurn = (index: number) => SITES[(index % 6) * 4 + (Math.floor(index / 6) % 4)];

function aPlan(seed: number, label: string, index: number, more: Partial<OrderPlan>): OrderPlan {
  return {
    label,
    fields: {
      site_id: inTurn(index),
      circuit_purpose: index < 24 ? 'Primary' : 'Guest',
      provider: 'comcast',
      speed: '1G',
      justification: `The store needs a line, as ${label} of this run.`,
      monthly_cost: '1500.00',
      install_cost: '1000.00',
      contract_term: 36,
    },
    requester: 'sam',
    crashPoint: null,
    approvesInTeams: draw(seed, 'driver', 'channel', label) < 0.5,
    jumps: draw(seed, 'driver', 'pace', label) < 0.5,
    ...more,
  };
}

export interface Cast {
  /** One per crash point. */
  crashing: OrderPlan[];
  /** Submitted while ServiceNow is down and activated before it is back. */
  unmirrored: OrderPlan;
  /** Under way while Postgres and Temporal die. */
  later: OrderPlan[];
  ownApproval: OrderPlan;
  doubleClicked: OrderPlan;
  stale: OrderPlan;
  /** Together they want more than there is. */
  racing: OrderPlan[];
}

export function castOrders(seed: number): Cast {
  let index = 0;
  const next = (label: string, more: Partial<OrderPlan> = {}) => {
    index += 1;
    return aPlan(seed, label, index - 1, more);
  };
  return {
    crashing: CRASH_POINTS.map((point) => next(point, { crashPoint: point })),
    unmirrored: next('unmirrored', { jumps: true }),
    later: ['later-1', 'later-2', 'later-3'].map((label) => next(label)),
    ownApproval: next('own-approval', { requester: 'alex' }),
    doubleClicked: next('double-click', { approvesInTeams: false }),
    stale: next('stale', { approvesInTeams: false }),
    racing: RACED.map((site, place) => {
      const plan = aPlan(seed, `race-${place + 1}`, 0, {});
      const wants = { site_id: site, monthly_cost: '100.00', install_cost: '110000.00' };
      return { ...plan, fields: { ...plan.fields, ...wants } };
    }),
  };
}
