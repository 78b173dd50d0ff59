import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { BudgetAnswer, CheckAnswer, FindingAnswer } from '../../api/answers';
import { formatMoney } from '../../domain/money';
import { Icon } from '../icons/icon';
import { StepMark } from '../icons/step-mark';
import { useAnnounce } from '../shell/announce';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { momentText } from '../words/days';
import { initials } from '../words/initials';
import { leftAfter } from '../words/left-after';

interface Props {
  check: CheckAnswer | undefined;
  checkedAt: string | null;
  checking: boolean;
  error: Error | null;
  /** The site's; a budget, which not everybody sees, has its own. */
  currency: string;
}

const ORDER: readonly FindingAnswer['check'][] = [
  'duplicate',
  'budget',
  'serviceability',
  'completeness',
];
const MARKS = { ok: 'done', warning: 'warned', blocks: 'blocked' } as const;

/** What a submit would meet now: other orders, the budget, the carrier, the approvers. */
export function ChecksAside({ check, checkedAt, checking, error, currency }: Props) {
  const { now, zone } = useNow();
  const findings = [...(check?.findings ?? [])]
    .filter((finding) => ORDER.includes(finding.check))
    .sort((one, other) => ORDER.indexOf(one.check) - ORDER.indexOf(other.check));
  const { say } = useAnnounce();
  const said = useRef('');
  const result = checking
    ? null
    : findings.map(({ check: name, severity }) => TEXTS.form.checks[name][severity]).join('. ');
  useEffect(() => {
    if (result === null || result === said.current) return;
    said.current = result;
    if (result !== '') say(TEXTS.form.checkedAs(result));
  }, [result, say]);
  return (
    <aside className="checks" aria-labelledby="checks-title" aria-busy={checking}>
      <div className="checks__head">
        <h2 id="checks-title" className="checks__title">
          {TEXTS.form.aside}
        </h2>
        <span className="checks__note">
          {checking
            ? TEXTS.form.checking
            : checkedAt !== null && TEXTS.form.checked(momentText(checkedAt, now, zone))}
        </span>
      </div>
      {error !== null && <p className="checks__note">{TEXTS.form.uncheckable}</p>}
      {findings.length === 0 && error === null && (
        <p className="checks__note">{TEXTS.form.fillFirst}</p>
      )}
      <ul>
        {findings.map((finding) => (
          <li key={finding.code} className="checks__one">
            <StepMark kind={MARKS[finding.severity]} />
            <div>
              <h3 className="checks__name">{TEXTS.form.checks[finding.check][finding.severity]}</h3>
              <p className="checks__text">
                {finding.check === 'budget' && finding.severity === 'ok' && check?.budget
                  ? TEXTS.form.budgetOf(check.budget.cost_centre, check.budget.fiscal_year)
                  : finding.text}{' '}
                {finding.order_number !== null && !finding.text.includes(finding.order_number) && (
                  <Link href={`/circuit-orders/${finding.order_number}`}>
                    {finding.order_number}
                  </Link>
                )}
              </p>
              {finding.check === 'budget' && check?.budget && <Budget budget={check.budget} />}
            </div>
          </li>
        ))}
        {check?.total_cost && (
          <ApprovalsNeeded
            check={check}
            total={formatMoney({ amount: check.total_cost, currency })}
          />
        )}
      </ul>
    </aside>
  );
}

function Budget({ budget }: { budget: BudgetAnswer }) {
  const { amount, available, currency, fiscal_year: year } = budget;
  const share = Math.min(1, Number(amount) / Math.max(1, Number(available)));
  const money = (text: string) => formatMoney({ amount: text, currency });
  return (
    <>
      <svg
        className="checks__bar"
        viewBox="0 0 280 8"
        aria-hidden="true"
        preserveAspectRatio="none"
      >
        <rect className="checks__bar-all" width="280" height="8" rx="3" />
        <rect className="checks__bar-part" width={Math.max(3, 280 * share)} height="8" rx="3" />
      </svg>
      <dl className="checks__sums">
        <dt>{TEXTS.form.available}</dt>
        <dd>{money(available)}</dd>
        <dt>{TEXTS.form.takes(year)}</dt>
        <dd>{money(`-${amount}`)}</dd>
        <dt className="checks__strong">{TEXTS.form.availableAfter}</dt>
        <dd className="checks__strong">{leftAfter(budget)}</dd>
      </dl>
    </>
  );
}

function ApprovalsNeeded({ check, total }: { check: CheckAnswer; total: string }) {
  return (
    <li className="checks__one">
      <Icon name="people" />
      <div>
        <h3 className="checks__name">{TEXTS.form.approvalsNeeded(check.approvals.length)}</h3>
        <p className="checks__text">{TEXTS.form.totalCost(total)}</p>
        <ol>
          {check.approvals.map(({ step, persons }) => (
            <li key={step} className="checks__person">
              <span className="avatar avatar--medium" aria-hidden="true">
                {initials(persons[0]?.name ?? '?')}
              </span>
              {persons.map((person) => person.name).join(TEXTS.act.or)}
            </li>
          ))}
        </ol>
      </div>
    </li>
  );
}
