import { SAMPLE_LINKS, sampleOrder, SAMPLE_NOW, SAMPLE_VIEWERS } from '../../cards/sample-orders';

import type { AttentionCause } from '../../src/domain/order/stages';
import { addMs } from '../../src/domain/time';
import type { MailOutcome } from '../../src/ports/mail';
import type { MailRow } from '../../src/ports/outboxes';
import { relayMails } from '../../src/relay/relay-mails';
import type { RelayTools } from '../../src/relay/tools';

const HOUR_MS = 3_600_000;

/** One waiting mail and one answer of the mail server; what happened, in order. */
async function relay(
  answer: MailOutcome,
  { attention = [], waitedMs = 0 }: { attention?: AttentionCause[]; waitedMs?: number } = {},
): Promise<string[]> {
  const happened: string[] = [];
  const row: MailRow = {
    ...{ id: '7', key: 'CO-2026-000416/3/created/1/E', attempts: 1, attention, othersFail: false },
    ...{ createdAt: addMs(SAMPLE_NOW, -waitedMs), orderNumber: 'CO-2026-000416' },
    to: { ...SAMPLE_VIEWERS.requester, email: 'sam@example.com', phone: '' },
    ...{ template: 'created', facts: { happening: 'created' } },
  };
  const tools = {
    outboxes: {
      claimMails: () => Promise.resolve([row]),
      finishMail: (_id: string, { state }: { state: string }) => {
        happened.push(state);
        return Promise.resolve();
      },
    },
    orders: { read: () => Promise.resolve(sampleOrder('drafted')) },
    mailer: { send: () => Promise.resolve(answer) },
    runtime: {
      tellTrouble: (_order: string, [event]: { kind: string; cause: string }[]) => {
        happened.push(`${event?.kind ?? ''} ${event?.cause ?? ''}`);
        return Promise.resolve('told');
      },
    },
    clock: { nowIso: () => SAMPLE_NOW },
    policy: { backoff: { firstMs: 1, capMs: 1 }, attentionAfterMs: 4 * HOUR_MS },
    links: SAMPLE_LINKS,
  } as unknown as RelayTools;
  await relayMails(tools);
  return happened;
}

const AWAY: MailOutcome = { outcome: 'retry_later', cause: 'HTTP 503', retryAfterMs: null };

test('puts a mail off quietly while the mail server is away for less than four hours', async () => {
  expect(await relay(AWAY, { waitedMs: 4 * HOUR_MS - 1 })).toEqual(['later']);
});

test('tells the order once when the mail server is away for four hours', async () => {
  const late = { waitedMs: 4 * HOUR_MS };
  expect(await relay(AWAY, late)).toEqual(['trouble mail_unreachable', 'later']);
  expect(await relay(AWAY, { ...late, attention: ['mail_unreachable'] })).toEqual(['later']);
});

test('tells the order that the mail server is back with the first mail it takes', async () => {
  expect(await relay({ outcome: 'sent' }, { attention: ['mail_unreachable'] })).toEqual([
    'over mail_unreachable',
    'done',
  ]);
  expect(await relay({ outcome: 'sent' })).toEqual(['done']);
});

test('tells the order at once, and before it forgets, when a mail will never be taken', async () => {
  expect(await relay({ outcome: 'refused', cause: 'no such mailbox' })).toEqual([
    'trouble mail_undeliverable',
    'dead',
  ]);
});
