import { seededDraw } from '../kit/seeded-draw';
import { addBusinessDays, dayOf } from './business-days';
import type { PlannedStep } from './mef-state';
import type { DeliveryKind, Scenario } from './scenario';

export interface PlanFacts {
  /** Business key and which order under that key this is: they alone decide the draws. */
  key: string;
  attempt: number;
  kind: DeliveryKind;
  nowMs: number;
  requestedMs: number | undefined;
}

/** Paces from the order to each step; the stages change once per pace. */
const PACED: [number, PlannedStep['kind'], string?][] = [
  [1, 'accept'],
  [2, 'setDate'],
  [2.5, 'milestone', 'SITE_SURVEY_DONE'],
  [3, 'milestone', 'LOOP_DELIVERED'],
  [4, 'milestone', 'TECH_DISPATCHED'],
  [5, 'complete'],
];

/** Shares of the whole time; survey and loop lie where nothing else is due. */
const BY_BUSINESS_DAYS: [number, PlannedStep['kind'], string?][] = [
  [0.1, 'accept'],
  [0.25, 'setDate'],
  [0.4, 'milestone', 'SITE_SURVEY_DONE'],
  [0.75, 'milestone', 'LOOP_DELIVERED'],
  [0.9, 'milestone', 'TECH_DISPATCHED'],
  [1, 'complete'],
];

const SLIP_REASONS = [
  'The city has not released the street permit.',
  'The underlying carrier moved the loop date.',
  'The splice crew is bound by storm repairs.',
  'A fibre count was found to be short.',
];

/** What the seller will do with an order, and when. */
export function planOrder(scenario: Scenario, facts: PlanFacts): PlannedStep[] {
  const draw = (label: string) => seededDraw(scenario.seed, facts.key, facts.attempt, label);
  const { median, sigma } = scenario.distributions[facts.kind];
  // Box-Muller, kept within three sigmas so that no order waits for years.
  const normal =
    Math.sqrt(-2 * Math.log(Math.max(draw('radius'), 1e-9))) *
    Math.cos(2 * Math.PI * draw('angle'));
  const days = median * Math.exp(sigma * Math.max(-3, Math.min(3, normal)));
  const doneMs = addBusinessDays(facts.nowMs, Math.max(1, Math.ceil(days)));
  const expectedOn = dayOf(Math.max(doneMs, facts.requestedMs ?? 0));
  const steps = (rows: typeof PACED, dueMs: (share: number) => number) =>
    rows.map(([share, kind, name]): PlannedStep => ({
      kind,
      dueMs: dueMs(share),
      ...(name === undefined ? {} : { name }),
      ...(kind === 'setDate' ? { expectedOn } : {}),
    }));

  if (scenario.paceSeconds !== null) {
    const paceMs = scenario.paceSeconds * 1_000;
    return steps(PACED, (paces) => facts.nowMs + paces * paceMs);
  }
  const at = (share: number) => addBusinessDays(facts.nowMs, days * share);
  const plan = [...steps(BY_BUSINESS_DAYS, at), ...troubles(scenario, facts, draw, at)].sort(
    (left, right) => left.dueMs - right.dueMs,
  );
  return pushedBack(plan);
}

function troubles(
  scenario: Scenario,
  facts: PlanFacts,
  draw: (label: string) => number,
  at: (share: number) => number,
): PlannedStep[] {
  const build = facts.kind.endsWith('WithBuild') ? 1 : 0;
  const chance = scenario.probabilities;
  const steps: PlannedStep[] = [];
  if (draw('dateMoved') < chance.dateMoved[build]) {
    const text = SLIP_REASONS[Math.floor(draw('slipReason') * SLIP_REASONS.length)] ?? '';
    const slipDays = 2 + Math.floor(draw('slipDays') * 12);
    steps.push({ kind: 'slip', dueMs: at(0.45 + draw('slipAt') * 0.25), slipDays, text });
  }
  if (draw('charge') < chance.charge[build]) steps.push({ kind: 'charge', dueMs: at(0.35) });
  if (draw('customerNotReady') < chance.customerNotReady) {
    const text = 'Customer not ready: the technician found no access.';
    steps.push({ kind: 'slip', dueMs: at(0.95), slipDays: 5, text });
  }
  if (draw('cancelled') < chance.cancelled) {
    steps.push({ kind: 'sellerCancel', dueMs: at(0.2 + draw('cancelAt') * 0.5) });
  }
  return steps;
}

/** A slip moves everything after it. */
function pushedBack(plan: PlannedStep[]): PlannedStep[] {
  let slipped = 0;
  return plan.map((step) => {
    const moved = { ...step, dueMs: addBusinessDays(step.dueMs, slipped) };
    slipped += step.slipDays ?? 0;
    return moved;
  });
}
