import { canonicalJson } from '../canonical-json';
import type { CalendarDate } from '../time';
import type { FieldValues } from './parse-fields';

/**
 * The approval policy is data: the first row whose bounds the order stays below decides. Each bound
 * is exclusive, decimal text in the organisation's currency; null = no bound. A step lists person
 * keys, any one of whom decides it.
 */
export interface ApprovalPolicy {
  rows: readonly PolicyRow[];
  /** Person keys who are asked too once a step has waited too long. */
  escalateTo: readonly string[];
}

export interface PolicyRow {
  maxTcvMinor: string | null;
  maxNrcMinor: string | null;
  maxMrcMinor: string | null;
  steps: readonly (readonly string[])[];
}

export interface PolicyAmounts {
  tcvMinor: bigint;
  nrcMinor: bigint;
  mrcMinor: bigint;
}

/** The steps an order of these amounts needs; a policy without a matching row is a broken policy. */
export function approvalSteps(
  policy: ApprovalPolicy,
  amounts: PolicyAmounts,
): readonly (readonly string[])[] | undefined {
  const below = (value: bigint, bound: string | null) => bound === null || value < BigInt(bound);
  return policy.rows.find(
    (row) =>
      below(amounts.tcvMinor, row.maxTcvMinor) &&
      below(amounts.nrcMinor, row.maxNrcMinor) &&
      below(amounts.mrcMinor, row.maxMrcMinor),
  )?.steps;
}

/** Who asked, entered, or last changed the terms never decides on them. */
export function conflictOfDuty(
  order: { requestedBy: string; createdBy: string; lastTermsEditor: string | null },
  oid: string,
): boolean {
  return [order.requestedBy, order.createdBy, order.lastTermsEditor].includes(oid);
}

/** The terms a decision is bound to. Money as decimal text, speed as people write it. */
export interface BoundTerms {
  site: string;
  purpose: string;
  provider: string;
  speed: string;
  termMonths: number | null;
  monthlyCost: string | null;
  installCost: string | null;
  currency: string;
  requestedDate: CalendarDate | null;
}

/** The terms among the values of an order's fields. */
export function boundTerms(fields: FieldValues, currency: string): BoundTerms {
  const text = (value: FieldValues[keyof FieldValues]) =>
    typeof value === 'string' ? value : null;
  return {
    site: String(fields.siteId),
    purpose: String(fields.circuitPurpose),
    provider: String(fields.provider),
    speed: String(fields.speed),
    termMonths: typeof fields.contractTerm === 'number' ? fields.contractTerm : null,
    monthlyCost: text(fields.monthlyCost),
    installCost: text(fields.installCost),
    currency,
    requestedDate: text(fields.targetDate),
  };
}

/** The exact text whose SHA-256 is the terms hash. */
export function canonicalTerms(terms: BoundTerms): string {
  return canonicalJson({ ...terms });
}
