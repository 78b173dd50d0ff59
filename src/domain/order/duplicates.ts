import type { Finding } from './finding';
import { isUnderWay, statusOf, type Stage } from './stages';

/** An order as far as being a double of another is concerned. */
export interface Rival {
  orderNumber: string;
  stage: Stage;
  /** `new`, `change` or `disconnect`; the last two name an active circuit and are never doubles. */
  kind: string;
}

const RULES = [
  { code: 'DUPLICATE_OPEN', severity: 'blocks', applies: isUnderWay },
  {
    code: 'DUPLICATE_ACTIVE',
    severity: 'warning',
    applies: (stage: Stage) => statusOf(stage) === 'completed',
  },
  {
    code: 'DUPLICATE_DRAFT',
    severity: 'warning',
    applies: (stage: Stage) => stage === 'drafted',
  },
] as const;

/**
 * Is another new order for the same site and purpose about? `others` are the orders of that site and
 * purpose without circuits since disconnected; the order itself may be among them. The gravest
 * finding is told, with the first order that causes it and how many there are.
 */
export function duplicateFinding(
  order: { orderNumber: string; kind: string },
  others: readonly Rival[],
): Finding {
  const rivals = others.filter(
    (other) =>
      order.kind === 'new' && other.kind === 'new' && other.orderNumber !== order.orderNumber,
  );
  for (const { code, severity, applies } of RULES) {
    const found = rivals.filter((other) => applies(other.stage));
    const [first] = found;
    if (first) {
      const facts = { orderNumber: first.orderNumber, stage: first.stage, count: found.length };
      return { check: 'duplicate', severity, code, facts };
    }
  }
  return { check: 'duplicate', severity: 'ok', code: 'DUPLICATE_NONE', facts: {} };
}
