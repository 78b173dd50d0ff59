import { listed } from '../src/domain/errors/sentence-parts';
import { findingSentence } from '../src/domain/order/finding-sentence';
import type { Finding } from '../src/domain/order/finding';
import type { Order } from '../src/domain/order/order';
import type { OrderChecks } from '../src/use-cases/check-order';
import { cardText } from './text';
import type { Colour } from './view-parts';

/** What a submit would meet, one line per check. */
export interface EffectView {
  text: string;
  color: Colour;
}

const MARKS = {
  ok: ['✓ ', 'default'],
  warning: ['Warning: ', 'warning'],
  blocks: ['Not yet: ', 'attention'],
} as const satisfies Record<Finding['severity'], readonly [string, Colour]>;

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four'];

/** Good news with a tick, doubts with their word, and last who will be asked. */
export function effectLines(checks: OrderChecks, order: Order | undefined): EffectView[] {
  const names = order === undefined ? {} : { provider: order.provider.name };
  const lines = checks.findings
    .filter(({ check }) => check !== 'approval')
    .map((finding): EffectView => {
      const [mark, color] = MARKS[finding.severity];
      return { text: cardText(`${mark}${findingSentence(finding, names)}`, 400), color };
    });
  return checks.total === null ? lines : [...lines, { text: approvals(checks), color: 'default' }];
}

/** `→ Two approvals: Dana Ruiz, then Lee Park`. */
function approvals({ approvals: steps }: OrderChecks): string {
  const count = COUNTS[steps.length] ?? String(steps.length);
  if (steps.length === 0) return '→ No approval needed; it is sent at once';
  const who = steps.map(({ persons }) => listed(persons.map(({ name }) => name)) || 'nobody yet');
  const word = steps.length === 1 ? 'approval' : 'approvals';
  return cardText(`→ ${count} ${word}: ${who.join(', then ')}`);
}
