import { createHmac } from 'node:crypto';
import { recordExchange } from '../kit/exchange-recorder';
import type { Change, Instance } from './instance';
import { read } from './instance-state';

/** Where the instance's outbound rule calls, and with which secret it signs. */
export interface WebhookTarget {
  url: string;
  /** `whsec_` + base64 of the key, or the key itself as text. */
  secret: string;
  /** Only tasks that carry this `correlation_display` are told. */
  correlationDisplay?: string;
}

export interface WebhookSender {
  setTarget(target: WebhookTarget | undefined): void;
  /** Waits for calls under way, at most as long as one may take. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 5_000;
const SECRET_PREFIX = 'whsec_';

/** The value of `webhook-signature` for a message. */
export function signWebhook(secret: string, id: string, timestamp: string, body: string): string {
  const key = secret.startsWith(SECRET_PREFIX)
    ? Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    : Buffer.from(secret);
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${digest}`;
}

const FIELDS = ['sys_id', 'number', 'correlation_id', 'sys_mod_count', 'sys_updated_on'] as const;

/**
 * Plays the asynchronous rule that calls out after an insert or update. It calls once: what is
 * lost is lost, as the rule has no memory.
 */
export function createWebhookSender(instance: Instance, initial?: WebhookTarget): WebhookSender {
  let target = initial;
  const underWay = new Set<Promise<void>>();

  const send = async (to: WebhookTarget, change: Change): Promise<void> => {
    const facts = Object.fromEntries(FIELDS.map((field) => [field, read(change.row, field)]));
    const body = JSON.stringify({ table: change.table, ...facts });
    const id = `${read(change.row, 'sys_id')}_${read(change.row, 'sys_mod_count')}`;
    const timestamp = String(Math.floor(instance.clock.nowMs() / 1000));
    let status = 0;
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signWebhook(to.secret, id, timestamp, body),
        },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      status = response.status;
      await response.body?.cancel();
    } catch {
      // Nobody there: the ledger's status 0 says so.
    }
    instance.ledger.add('webhook', { id, status });
    const request: unknown = JSON.parse(body);
    recordExchange({
      direction: 'event',
      method: 'POST',
      path: new URL(to.url).pathname,
      request,
      status,
      response: null,
    });
  };

  instance.onChange.push((change) => {
    const isTold = change.kind === 'insert' || change.kind === 'update';
    const wanted = target?.correlationDisplay ?? 'circuit-orders';
    if (!target || !isTold || change.table !== 'sc_task') return;
    if (read(change.row, 'correlation_display') !== wanted) return;
    const sending = send(target, change).finally(() => underWay.delete(sending));
    underWay.add(sending);
  });
  return {
    setTarget(next) {
      target = next;
    },
    async close() {
      target = undefined;
      await Promise.all(underWay);
    },
  };
}
