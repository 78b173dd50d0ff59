import { refusalSentence } from '../domain/errors/sentence';
import { FIELD_NAMES, fieldEntry, type FieldName } from '../domain/order/fields';
import { STAGES, STATUSES, isBeforeSending, isEnd, isOpen, statusOf } from '../domain/order/stages';
import type { ApprovalStep, BudgetUse, Order } from '../domain/order/order';
import type { Serviceability } from '../domain/order/serviceability';
import type { Money } from '../domain/money';
import type { Person } from '../domain/people';
import { isGranted } from '../domain/permissions';
import type { Member } from '../ports/directory';
import type {
  ApprovalStepAnswer,
  BudgetAnswer,
  OrderAnswer,
  PersonAnswer,
  ServiceabilityAnswer,
} from './answers';

const person = ({ oid, key, name }: Person): PersonAnswer => ({ oid, key, name });

/** Money is for those the permission table names; others get no such fields at all. */
export function maySeeMoney(order: Order, member: Member): boolean {
  return isGranted(2, member.roles, {
    owner: [order.requestedBy.oid, order.createdBy.oid].includes(member.oid),
    assignee: order.assignedTo?.oid === member.oid,
  });
}

/** An order as the API answers it to this member. */
export function toOrderAnswer(order: Order, member: Member): OrderAnswer {
  const { dates, site } = order;
  const amount = (money: Money | null) => money?.amount ?? null;
  const money = maySeeMoney(order, member)
    ? {
        monthly_cost: amount(order.monthlyCost),
        install_cost: amount(order.installCost),
        total_cost: amount(order.totalCost),
        budget: order.budget === null ? null : toBudgetAnswer(order.budget),
      }
    : {};
  return {
    order_number: order.orderNumber,
    version: order.version,
    pv: order.pv,
    revision: order.revision,
    round: order.round,
    stage: order.stage,
    stage_label: STAGES[order.stage].label,
    status: statusOf(order.stage),
    status_label: STATUSES[statusOf(order.stage)].label,
    stage_since: order.stageSince,
    sending: order.sending,
    cancel_requested: order.cancelRequested,
    flags: order.flags,
    site_id: site.id,
    site_name: site.name,
    site_address: site.address,
    time_zone: site.timeZone,
    cost_centre: site.costCentre,
    circuit_purpose: order.circuitPurpose,
    provider: order.provider.key,
    provider_name: order.provider.name,
    speed: order.speed,
    justification: order.justification,
    target_date: order.targetDate,
    due_on: dates.focDate ?? order.targetDate,
    ...money,
    currency: order.currency,
    contract_term: order.contractTerm,
    notes: order.notes,
    special_requirements: order.specialRequirements,
    requested_by: person(order.requestedBy),
    created_by: person(order.createdBy),
    assigned_to: order.assignedTo === null ? null : person(order.assignedTo),
    terms_hash: order.termsHash,
    last_reason: order.lastReason,
    waiting: [...order.waiting],
    approvals: (order.approval?.steps ?? []).map(toStepAnswer),
    serviceability: order.serviceability === null ? null : toServiceability(order.serviceability),
    dates: {
      submitted_at: dates.submittedAt,
      acknowledged_at: dates.acknowledgedAt,
      confirmed_at: dates.confirmedAt,
      foc_received_at: dates.focReceivedAt,
      first_foc_date: dates.firstFocDate,
      foc_date: dates.focDate,
      previous_foc_date: dates.previousFocDate,
      survey_on: dates.surveyOn,
      loop_delivered_on: dates.loopDeliveredOn,
      dispatched_at: dates.dispatchedAt,
      work_completed_on: dates.workCompletedOn,
      activated_at: dates.activatedAt,
      enabled_at: dates.enabledAt,
      ended_at: dates.endedAt,
    },
    identifiers: order.identifiers.map(({ type, value, source }) => ({ type, value, source })),
    locked: lockOf(order),
    created_at: dates.createdAt,
    updated_at: dates.updatedAt,
  };
}

/** Fields nobody can change now, and what to do instead. */
function lockOf({ stage, sending }: Order): { fields: string[]; reason: string } | null {
  const columns = (names: readonly FieldName[]) =>
    names.map((name): string => fieldEntry(name).column);
  if (!isOpen(stage)) {
    const reason = isEnd(stage)
      ? refusalSentence('ORDER_ENDED', { stage })
      : refusalSentence('ACTION_NOT_NOW', { action: 'edit', stage: STAGES[stage].label });
    return { fields: columns(FIELD_NAMES), reason };
  }
  if (sending) {
    return { fields: columns(FIELD_NAMES), reason: refusalSentence('ORDER_LOCKED_SENDING') };
  }
  if (isBeforeSending(stage)) return null;
  const terms = FIELD_NAMES.filter((name) => fieldEntry(name).term === true);
  const what = ['Site, purpose, provider, speed, term, date', 'costs'];
  return { fields: columns(terms), reason: refusalSentence('EDIT_LOCKED', { fields: what }) };
}

function toStepAnswer(step: ApprovalStep): ApprovalStepAnswer {
  const { decision } = step;
  return {
    step: step.step,
    state: step.state,
    persons: step.persons.map(person),
    asked_at: step.askedAt,
    due_at: step.dueAt,
    decision:
      decision === null
        ? null
        : {
            decision: decision.decision,
            by: person(decision.by),
            at: decision.at,
            comment: decision.comment,
          },
  };
}

export function toBudgetAnswer(budget: BudgetUse): BudgetAnswer {
  return {
    cost_centre: budget.costCentre,
    fiscal_year: budget.fiscalYear,
    amount: budget.amount.amount,
    available: budget.available.amount,
    currency: budget.amount.currency,
  };
}

function toServiceability(answer: Serviceability): ServiceabilityAnswer {
  return {
    colour: answer.colour,
    reasons: answer.reasons,
    delivery_type: answer.deliveryType ?? null,
    interval_business_days: answer.intervalBusinessDays ?? null,
    checked_at: answer.checkedAt,
    valid_until: answer.validUntil ?? null,
  };
}
