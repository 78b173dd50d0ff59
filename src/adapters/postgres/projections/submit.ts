import { addDays, localDate } from '../../../domain/time';
import { Refusal } from '../../../domain/errors';
import { nthBusinessDayAfter } from '../../../domain/calendar';
import { conflictOfDuty, approvalSteps } from '../../../domain/order/approvals';
import { fiscalYearOf, yearAmount } from '../../../domain/order/budget';
import { blockingFinding } from '../../../domain/order/checks';
import { duplicateFinding } from '../../../domain/order/duplicates';
import type { Finding } from '../../../domain/order/finding';
import { escalationAt } from '../../../domain/order/reminders';
import { serviceabilityFindings } from '../../../domain/order/serviceability';
import { toMoney, totalContractValue } from '../../../domain/money';
import { isErrorCode } from '../../../domain/errors';
import { reserve } from '../budget';
import { readActorsByKey, type ActorRow } from '../read-actor';
import { readSiblings } from '../read-siblings';
import { run, sql } from '../sql';
import type { ActOf } from './act';
import { notice, recording, type Recording, type Situation } from './recording';

interface Amounts {
  mrcMinor: bigint;
  nrcMinor: bigint;
  tcvMinor: bigint;
}

/** Checks everything once more under the order's lock, holds the budget and opens the approvals. */
export async function projectSubmit(situation: Situation, act: ActOf): Promise<Recording> {
  const { row } = situation;
  const amounts = requireAmounts(situation);
  await requireFindings(situation);
  const round = row.round + 1;
  const amount = await holdBudget(situation, amounts, round);
  const steps = await resolveSteps(situation, amounts);
  await openSteps(situation, steps, round);
  await freezeTerms(situation);
  const set = {
    round,
    terms_submitted: true,
    last_reason: null,
    sending: steps.length === 0,
  };
  const facts = {
    round,
    steps: steps.length,
    held: toMoney(amount, row.currency).amount,
    currency: row.currency,
    termsHash: row.terms_hash,
  };
  const first = steps[0];
  return recording(row, 'submit', act.by, {
    to: first === undefined ? 'approved' : 'pending_approval',
    set,
    facts,
    notices:
      first === undefined
        ? []
        : [
            notice(
              'asked',
              { step: 1, steps: steps.length },
              first.map((person) => person.id),
            ),
          ],
  });
}

function requireAmounts({ row }: Situation): Amounts {
  const { monthly_minor: mrcMinor, install_minor: nrcMinor, contract_months: months } = row;
  if (mrcMinor === null || nrcMinor === null || months === null) {
    throw new Refusal('TERMS_INCOMPLETE', { fields: 'monthly cost, install cost, contract term' });
  }
  return { mrcMinor, nrcMinor, tcvMinor: totalContractValue(mrcMinor, nrcMinor, months) };
}

async function requireFindings({ db, row, input, calendar }: Situation): Promise<void> {
  const siblings = await readSiblings(db, row.site_id, row.circuit_purpose, row.order_number);
  const findings: Finding[] = [
    duplicateFinding({ orderNumber: row.order_number, kind: 'new' }, siblings),
    ...serviceabilityFindings(row.serviceability, {
      targetDate: row.target_on,
      now: input.at,
      zone: row.time_zone,
      calendar,
    }),
  ];
  const blocking = blockingFinding(findings);
  if (blocking !== undefined && isErrorCode(blocking.code)) {
    throw new Refusal(blocking.code, blocking.facts);
  }
}

async function holdBudget(situation: Situation, amounts: Amounts, round: number): Promise<bigint> {
  const { db, row, input } = situation;
  const expected = expectedActivation(situation);
  const fiscalYear = fiscalYearOf(expected);
  const amountMinor = yearAmount({
    monthlyMinor: amounts.mrcMinor,
    installMinor: amounts.nrcMinor,
    expectedActivation: expected,
    fiscalYear,
  });
  const { cost_centre: costCentre, currency } = row;
  const facts = { costCentre, fiscalYear, amount: toMoney(amountMinor, currency).amount, currency };
  const held = await reserve(db, {
    orderId: row.id,
    round,
    costCentre,
    fiscalYear,
    amountMinor,
    currency,
    at: input.at,
  });
  if (held === 'missing') throw new Refusal('BUDGET_MISSING', facts);
  if (held === 'exceeded') throw new Refusal('BUDGET_EXCEEDED', facts);
  return amountMinor;
}

/** The day asked for, else today plus the provider's usual interval. */
export function expectedActivation({
  row,
  input,
  calendar,
}: Omit<Situation, 'db' | 'policy'>): string {
  if (row.target_on !== null) return row.target_on;
  const today = localDate(input.at, row.time_zone);
  return nthBusinessDayAfter(addDays(today, 0), row.standard_interval_days, calendar);
}

/** Who may really decide: within the limit and free of a conflict; else those it escalates to. */
async function resolveSteps(situation: Situation, amounts: Amounts): Promise<ActorRow[][]> {
  const { db, row, policy } = situation;
  const order = {
    requestedBy: row.requested_by_oid,
    createdBy: row.created_by_oid,
    lastTermsEditor: row.terms_editor_oid,
  };
  const eligible = async (keys: readonly string[]) =>
    (await readActorsByKey(db, keys)).filter(
      (person) =>
        (person.limit_minor ?? -1n) >= amounts.tcvMinor && !conflictOfDuty(order, person.oid),
    );
  const resolved: ActorRow[][] = [];
  for (const keys of approvalSteps(policy, amounts) ?? []) {
    let persons = await eligible(keys);
    if (persons.length === 0) persons = await eligible(policy.escalateTo);
    if (persons.length === 0) throw new Refusal('APPROVER_MISSING', { step: resolved.length + 1 });
    resolved.push(persons);
  }
  return resolved;
}

async function openSteps(situation: Situation, steps: ActorRow[][], round: number): Promise<void> {
  const { db, row, input, calendar } = situation;
  for (const [index, persons] of steps.entries()) {
    const first = index === 0;
    const zone = persons[0]?.time_zone ?? calendar.timeZone;
    const due = first ? escalationAt({ askedAt: input.at, calendar, zone }) : null;
    await run(
      db,
      sql`INSERT INTO approval_steps
            (order_id, revision, round, step, persons, terms_hash, state, asked_at, due_at, created_at)
          VALUES (${row.id}, ${row.revision}, ${round}, ${index + 1},
            ${persons.map((person) => person.id)}, ${row.terms_hash}, ${first ? 'current' : 'next'},
            ${first ? input.at : null}, ${due}, ${input.at})`,
    );
  }
}

async function freezeTerms({ db, row, input }: Situation): Promise<void> {
  await run(
    db,
    sql`INSERT INTO order_revisions (order_id, revision, terms, terms_hash, created_at)
        SELECT o.id, o.revision, jsonb_build_object('site', s.site_id, 'purpose', o.circuit_purpose,
            'provider', o.provider, 'speed', o.speed, 'termMonths', o.contract_months,
            'monthlyCost', decimal_text(o.monthly_minor, o.currency),
            'installCost', decimal_text(o.install_minor, o.currency), 'currency', o.currency,
            'requestedDate', o.target_on::text),
          o.terms_hash, ${input.at}
        FROM orders o JOIN sites s ON s.id = o.site_id WHERE o.id = ${row.id}
        ON CONFLICT (order_id, revision) DO UPDATE SET terms = excluded.terms,
          terms_hash = excluded.terms_hash`,
  );
}
