import { approvalSteps, conflictOfDuty } from '../domain/order/approvals';
import { checkOrder, orderAmounts } from '../domain/order/checks';
import type { Finding } from '../domain/order/finding';
import type { BudgetUse, Site } from '../domain/order/order';
import type { FieldValues } from '../domain/order/parse-fields';
import type { Serviceability } from '../domain/order/serviceability';
import type { Money } from '../domain/money';
import { toMinor } from '../domain/money';
import type { Person } from '../domain/people';
import { nthBusinessDayAfter } from '../domain/calendar';
import { localDate } from '../domain/time';
import type { Member, ProviderEntry } from '../ports/directory';
import type { Tools } from './tools';

/** What happens on submit, as far as it can be known before. */
export interface OrderChecks {
  findings: Finding[];
  approvals: { step: number; persons: Person[] }[];
  budget: BudgetUse | null;
  total: Money | null;
}

export interface CheckQuestion {
  /** Null while the order has no number yet. */
  orderNumber: string | null;
  fields: FieldValues;
  site: Site;
  provider: ProviderEntry;
  requestedBy: Pick<Member, 'oid'>;
  /** Nothing is stored: the fields are what somebody types, not what the order holds. */
  isTry?: boolean;
  /** The carrier's answer as it is stored; where it is given nobody asks the carrier. */
  answered?: Serviceability | null;
}

/** Asks everyone who knows: our orders, the budget, the policy, and the carrier itself. */
export async function checkOrderNow(tools: Tools, question: CheckQuestion): Promise<OrderChecks> {
  const { site, fields, provider } = question;
  const { directory, orders, clock } = tools;
  const now = clock.nowIso();
  const [policy, calendar] = await Promise.all([directory.approvalPolicy(), directory.calendar()]);
  const purpose = String(fields.circuitPurpose);
  const amounts = orderAmounts(fields, site.currency);
  const target = typeof fields.targetDate === 'string' ? fields.targetDate : null;
  const expectedActivation =
    target ??
    nthBusinessDayAfter(localDate(now, site.timeZone), provider.standardIntervalDays, calendar);
  const [siblings, serviceability, budget] = await Promise.all([
    orders.findSiblings(site.id, purpose, question.orderNumber),
    question.answered !== undefined
      ? question.answered
      : askServiceability(tools, provider.key, { site, purpose, speed: String(fields.speed) }),
    amounts === null
      ? null
      : orders.budgetFor({
          costCentre: site.costCentre,
          currency: site.currency,
          monthlyMinor: amounts.mrcMinor,
          installMinor: amounts.nrcMinor,
          expectedActivation,
        }),
  ]);
  if (question.orderNumber !== null && serviceability !== null && question.isTry !== true) {
    await orders.recordServiceability(question.orderNumber, serviceability);
  }
  const findings = checkOrder(
    {
      orderNumber: question.orderNumber ?? '',
      kind: 'new',
      fields,
      currency: site.currency,
      costCentre: site.costCentre,
      timeZone: site.timeZone,
    },
    {
      now,
      siblings,
      serviceability,
      budget: budget === null ? null : toPosition(budget),
      yearAmountMinor: budget === null ? 0n : toMinor(budget.amount),
      fiscalYear: budget?.fiscalYear ?? Number(expectedActivation.slice(0, 4)),
      policy,
      calendar,
    },
  );
  const steps = amounts === null ? [] : (approvalSteps(policy, amounts) ?? []);
  return {
    findings,
    approvals: await resolvePersons(tools, steps, question.requestedBy.oid),
    budget,
    total: amounts?.total ?? null,
  };
}

/** Null where the carrier does not answer: nobody guesses that it could serve the address. */
export async function askServiceability(
  tools: Pick<Tools, 'providers'>,
  providerKey: string,
  what: { site: Site; purpose: string; speed: string },
): Promise<Serviceability | null> {
  const provider = tools.providers.get(providerKey);
  if (provider === undefined) return null;
  const { address } = what.site;
  try {
    return await provider.checkServiceability({
      address,
      purpose: what.purpose,
      speed: what.speed,
    });
  } catch {
    return null;
  }
}

const toPosition = (budget: BudgetUse) => {
  const available = toMinor(budget.available);
  const { currency } = budget.available;
  return { allocated: available, held: 0n, committed: 0n, spent: 0n, available, currency };
};

async function resolvePersons(
  { directory }: Pick<Tools, 'directory'>,
  steps: readonly (readonly string[])[],
  requestedBy: string,
): Promise<OrderChecks['approvals']> {
  const order = { requestedBy, createdBy: requestedBy, lastTermsEditor: null };
  const answer: OrderChecks['approvals'] = [];
  for (const [index, keys] of steps.entries()) {
    const persons: Person[] = [];
    for (const key of keys) {
      const person = await directory.findPerson(key);
      if (person !== null && !conflictOfDuty(order, person.oid)) {
        persons.push({ oid: person.oid, key: person.key, name: person.name });
      }
    }
    answer.push({ step: index + 1, persons });
  }
  return answer;
}
