import { useQuery } from '@tanstack/react-query';
import type { CheckAnswer, OrderAnswer } from '../../api/answers';
import { formatMoney } from '../../domain/money';
import { FIELD_NAMES, fieldEntry } from '../../domain/order/fields';
import { orderQuery } from '../api/queries';
import { useOutbox } from '../outbox/outbox-context';
import { TEXTS } from '../texts';
import { leftAfter } from '../words/left-after';
import type { Wish } from './act-context';

interface Props {
  wish: Wish;
  /** Null until the API has said it. */
  consequence: string | null;
}

/** Money, budget, approvers and what follows, as far as the person may see them. */
export function WishFacts({ wish, consequence }: Props) {
  const { sender } = useOutbox();
  const number = wish.order.order_number;
  const order = useQuery(orderQuery(number)).data;
  const submits = wish.action === 'submit';
  const asked = useQuery({
    queryKey: ['check', number, order?.version],
    queryFn: ({ signal }) =>
      sender.ask('/api/orders/check', toQuestion(order), signal) as Promise<CheckAnswer>,
    enabled: submits && order !== undefined,
  }).data;
  // The answer to a submit asked for before says nothing of another action.
  const checks = submits ? asked : undefined;
  // Only what takes from the budget, or decides that it may, leaves less of it.
  const budget = wish.action === 'approve' ? order?.budget : checks?.budget;

  const rows: [string, string | null][] = [
    [TEXTS.act.cost, order === undefined ? null : costText(order)],
    [TEXTS.act.budget, budgetText(budget)],
    [TEXTS.act.approval, checks === undefined ? null : approvalText(checks)],
    [TEXTS.act.after, consequence],
  ];
  return (
    <dl className="act__facts">
      {rows.map(
        ([label, text]) =>
          text !== null && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function toQuestion(order: OrderAnswer | undefined): Record<string, unknown> {
  if (order === undefined) return {};
  const values = order as unknown as Record<string, unknown>;
  const columns = FIELD_NAMES.map((name) => fieldEntry(name).column);
  const fields = Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));
  return { order_number: order.order_number, ...fields };
}

function costText(order: OrderAnswer): string | null {
  const { monthly_cost: monthly, install_cost: install, total_cost: total, currency } = order;
  if (!monthly || !install || !total || order.contract_term === null) return null;
  const money = (amount: string) => formatMoney({ amount, currency });
  return TEXTS.act.costs(money(monthly), money(install), money(total), order.contract_term);
}

function budgetText(budget: OrderAnswer['budget']): string | null {
  if (!budget) return null;
  return TEXTS.act.left(budget.cost_centre, leftAfter(budget), budget.fiscal_year);
}

function approvalText({ approvals, problems }: CheckAnswer): string | null {
  if (problems.length > 0) return null;
  if (approvals.length === 0) return TEXTS.act.noApproval;
  return approvals
    .map(({ persons }) => persons.map((person) => person.name).join(TEXTS.act.or))
    .join(TEXTS.act.then);
}
