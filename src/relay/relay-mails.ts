import { nextTryMs } from '../domain/backoff';
import type { MailTemplate } from '../domain/order/notices';
import { drawMail } from '../../cards/mails/draw-mail';
import type { MailRow, RowOutcome } from '../ports/outboxes';
import { tellTrouble } from './tell-trouble';
import type { RelayTools } from './tools';

const AT_ONCE = 4;
const CAUSES = { unreachable: 'mail_unreachable', refused: 'mail_undeliverable' } as const;

/** Sends due mails, a few at a time. Each is drawn from the order as it stands. */
export async function relayMails(tools: RelayTools): Promise<number> {
  const rows = await tools.outboxes.claimMails(AT_ONCE, tools.clock.nowIso());
  await Promise.all(rows.map((row) => sendMail(tools, row)));
  return rows.length;
}

async function sendMail(tools: RelayTools, row: MailRow): Promise<void> {
  const outcome = await trySending(tools, row);
  await tellTrouble(tools, row, outcome, CAUSES);
  await tools.outboxes.finishMail(row.id, outcome, tools.clock.nowIso());
}

async function trySending(tools: RelayTools, row: MailRow): Promise<RowOutcome> {
  const { orders, mailer, clock, links } = tools;
  const order = await orders.read(row.orderNumber);
  if (order === null) return { state: 'dead', cause: 'The order is gone.' };
  const { to, facts } = row;
  const now = clock.nowIso();
  const drawn = drawMail({ template: row.template as MailTemplate, order, to, facts, now, links });
  const sent = await mailer.send({
    key: row.key,
    orderNumber: row.orderNumber,
    to: { name: to.name, email: to.email },
    ...drawn,
  });
  if (sent.outcome === 'sent') return { state: 'done' };
  if (sent.outcome === 'refused') return { state: 'dead', cause: sent.cause };
  return laterBy(tools, row.attempts, sent.cause, sent.retryAfterMs);
}

/** Full jitter, never before the other side wants us back. */
export function laterBy(
  { clock, policy }: Pick<RelayTools, 'clock' | 'policy'>,
  attempts: number,
  cause: string,
  retryAfterMs: number | null,
): RowOutcome {
  const ms = nextTryMs(attempts, Math.random(), retryAfterMs, policy.backoff);
  const notBefore = new Date(Date.parse(clock.nowIso()) + ms).toISOString();
  return { state: 'later', cause, notBefore };
}
