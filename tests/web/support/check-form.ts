import type { CheckAnswer, FindingAnswer, ProblemAnswer } from '../../../src/api/answers';
import { errorEntry } from '../../../src/domain/errors';
import { parseFields } from '../../../src/domain/order/parse-fields';
import { PEOPLE } from './people';

const finding = (
  check: FindingAnswer['check'],
  severity: FindingAnswer['severity'],
  text: string,
  order_number: string | null = null,
): FindingAnswer => ({ check, severity, code: `${check}-${severity}`, text, order_number });

/** The scripted checks: fields by the real rules, findings by a few fixed sentences. */
export function checkForm(input: Record<string, unknown>): CheckAnswer {
  const fields = Object.fromEntries(
    Object.entries(input).filter(([name]) => !['order_number', 'client_id', 'then'].includes(name)),
  );
  const parsed = parseFields(fields, { complete: true, today: '2026-10-06', currency: 'USD' });
  const problems = parsed.problems.map(({ field, code }): ProblemAnswer => ({
    pointer: `/${field}`,
    code,
    detail: `${errorEntry(code).title} ${errorEntry(code).help}`,
  }));
  const { values } = parsed;
  if (!values.siteId || !values.circuitPurpose || !values.provider || !values.speed) {
    return { problems, findings: [], approvals: [] };
  }
  const taken = values.siteId === 'TXH88' && values.circuitPurpose === 'Primary';
  const complete =
    typeof values.monthlyCost === 'string' &&
    typeof values.installCost === 'string' &&
    typeof values.contractTerm === 'number';
  const findings = [
    taken
      ? finding(
          'duplicate',
          'blocks',
          'This site has an open Primary order, CO-2026-000338. Use it or cancel it first.',
          'CO-2026-000338',
        )
      : finding('duplicate', 'ok', 'No open or active circuit of this purpose at the site.'),
    finding('serviceability', 'warning', 'Near-net: a 45 m build is likely, 60 business days.'),
  ];
  if (!complete) {
    findings.push(
      finding('completeness', 'blocks', 'Monthly cost, install cost and term are needed.'),
    );
    return { problems, findings, approvals: [] };
  }
  findings.push(finding('budget', 'ok', 'Cost centre 4410, fiscal year 2026'));
  return {
    problems,
    findings,
    approvals: [{ step: 1, persons: [PEOPLE.dana] }],
    budget: {
      cost_centre: '4410',
      fiscal_year: 2026,
      amount: '1064.52',
      available: '43180.00',
      currency: 'USD',
    },
    total_cost: '19000.00',
  };
}
