import type { BusinessCalendar } from '../calendar';
import { toMinor, totalContractValue, toMoney, type Money } from '../money';
import { approvalSteps, type ApprovalPolicy } from './approvals';
import { budgetFinding, type BudgetPosition } from './budget';
import { duplicateFinding, type Rival } from './duplicates';
import type { Finding } from './finding';
import { missing, type FieldValues } from './parse-fields';
import { serviceabilityFindings, type Serviceability } from './serviceability';

/** Everything the checks on submit look at; whoever asks has read it beforehand. */
export interface CheckedOrder {
  orderNumber: string;
  kind: 'new';
  fields: FieldValues;
  currency: string;
  costCentre: string;
  timeZone: string;
}

export interface CheckContext {
  now: string;
  siblings: readonly Rival[];
  /** Null where the provider could not be asked. */
  serviceability: Serviceability | null;
  budget: (BudgetPosition & { currency: string }) | null;
  yearAmountMinor: bigint;
  fiscalYear: number;
  policy: ApprovalPolicy;
  calendar: BusinessCalendar;
}

/** Money of an order's fields; null until monthly cost, install cost and term are all known. */
export function orderAmounts(
  fields: FieldValues,
  currency: string,
): { mrcMinor: bigint; nrcMinor: bigint; tcvMinor: bigint; total: Money } | null {
  const { monthlyCost, installCost, contractTerm } = fields;
  if (typeof monthlyCost !== 'string' || typeof installCost !== 'string') return null;
  if (typeof contractTerm !== 'number') return null;
  const mrcMinor = toMinor({ amount: monthlyCost, currency });
  const nrcMinor = toMinor({ amount: installCost, currency });
  const tcvMinor = totalContractValue(mrcMinor, nrcMinor, contractTerm);
  return { mrcMinor, nrcMinor, tcvMinor, total: toMoney(tcvMinor, currency) };
}

/** The four checks and completeness, every finding at once, good news included. */
export function checkOrder(order: CheckedOrder, context: CheckContext): Finding[] {
  const target = order.fields.targetDate;
  const findings: Finding[] = [
    ...completeness(order),
    duplicateFinding(order, context.siblings),
    ...serviceabilityFindings(context.serviceability, {
      targetDate: typeof target === 'string' ? target : null,
      now: context.now,
      zone: order.timeZone,
      calendar: context.calendar,
    }),
  ];
  const amounts = orderAmounts(order.fields, order.currency);
  if (amounts === null) return findings;
  findings.push(
    budgetFinding(
      {
        costCentre: order.costCentre,
        fiscalYear: context.fiscalYear,
        amountMinor: context.yearAmountMinor,
        currency: order.currency,
      },
      context.budget,
    ),
  );
  const steps = approvalSteps(context.policy, amounts)?.length ?? 0;
  findings.push({
    check: 'approval',
    severity: 'ok',
    code: steps === 0 ? 'APPROVAL_NONE' : 'APPROVAL_NEEDED',
    facts: { steps },
  });
  return findings;
}

function completeness(order: CheckedOrder): Finding[] {
  const gaps = missing(order.fields, [], 'submitNeeds');
  if (gaps.length === 0) return [];
  const fields = gaps.map((gap) => String(gap.facts['label'])).join(', ');
  return [
    { check: 'completeness', severity: 'blocks', code: 'TERMS_INCOMPLETE', facts: { fields } },
  ];
}

/** What stands in the way of a submit, the gravest first; undefined: nothing. */
export function blockingFinding(findings: readonly Finding[]): Finding | undefined {
  return findings.find((finding) => finding.severity === 'blocks');
}
