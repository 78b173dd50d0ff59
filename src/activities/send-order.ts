import { Refusal } from '../domain/errors';
import type { FoundOrder, OrderForm, Provider } from '../ports/provider';
import type { Attempt } from '../ports/provider-ledger';
import type { SendOutcome, SendWhat } from './activities';
import type { ActivityTools } from './tools';
import { tryAgainIn } from './trouble';

/**
 * Places an order exactly once although no carrier knows idempotency keys: store the attempt, look
 * for an order under our key if anything was ever sent, send once, store the answer. A send without
 * a clear answer is looked up on the next try, and only a lasting nothing is sent again.
 */
export async function sendOrder(tools: ActivityTools, what: SendWhat): Promise<SendOutcome> {
  const { ledger, clock, crashPoints, policy } = tools;
  const { form, provider } = await prepare(tools, what);
  const attempt = await ledger.openAttempt(form, clock.nowIso());
  crashPoints.reached('car.intent', form.orderNumber);
  if (attempt.lastPostAt !== null) {
    const adopted = await adopt(tools, provider, form, attempt);
    if (adopted !== null) return adopted;
    requireLooksDone(tools, attempt);
  }
  await ledger.stampPost(attempt, clock.nowIso());
  const answer = await provider.submit(form);
  if (answer.answer === 'unknown') {
    throw tryAgainIn(`No clear answer: ${answer.cause}`, policy.lookAgainMs[0] ?? 1);
  }
  if (answer.answer === 'refused') {
    await ledger.closeAttempt(attempt, 'refused', answer.problems);
    return { kind: 'refused' };
  }
  await ledger.closeAttempt(attempt, 'accepted', []);
  crashPoints.reached('car.store', form.orderNumber);
  await tools.runtime.ensurePolling(provider.key);
  return {
    kind: 'placed',
    providerOrderId: answer.providerOrderId,
    acknowledgedAt: answer.acknowledged ? clock.nowIso() : null,
  };
}

/** After a cancellation stopped the tries: only a look after the last possible moment is believed. */
export async function settleSending(tools: ActivityTools, what: SendWhat): Promise<SendOutcome> {
  const { form, provider } = await prepare(tools, what);
  const attempt = await tools.ledger.openAttempt(form, tools.clock.nowIso());
  if (attempt.lastPostAt === null) return { kind: 'nothing' };
  const adopted = await adopt(tools, provider, form, attempt);
  if (adopted !== null) return adopted;
  requireLooksDone(tools, attempt);
  await tools.ledger.closeAttempt(attempt, 'none', []);
  return { kind: 'nothing' };
}

async function prepare(
  { ledger, providers }: ActivityTools,
  { orderNumber, revision }: SendWhat,
): Promise<{ form: OrderForm; provider: Provider }> {
  const form = await ledger.readForm(orderNumber, revision);
  const provider = providers.get(form.provider);
  if (provider === undefined) throw new Refusal('PROVIDER_UNKNOWN', { given: form.provider });
  return { form, provider };
}

/** The oldest live order under our key, if it is the one we wanted. */
async function adopt(
  tools: ActivityTools,
  provider: Provider,
  form: OrderForm,
  attempt: Attempt,
): Promise<SendOutcome | null> {
  const live = (await provider.find(form.externalId, form)).filter((found) => found.live);
  const [oldest] = live as [FoundOrder?, ...FoundOrder[]];
  if (oldest === undefined) return null;
  if (live.length === 1 && !oldest.matches(form)) {
    return { kind: 'doubtful', cause: 'provider_other_order_found' };
  }
  await tools.ledger.closeAttempt(attempt, 'adopted', []);
  tools.crashPoints.reached('car.store', form.orderNumber);
  await tools.runtime.ensurePolling(provider.key);
  return {
    kind: 'placed',
    providerOrderId: oldest.providerOrderId,
    acknowledgedAt: oldest.acknowledged ? tools.clock.nowIso() : null,
    ...(live.length > 1 ? { cause: 'provider_several_orders' as const } : {}),
  };
}

/** Nothing was found; it may still turn up. Each later look has its moment after the send. */
function requireLooksDone({ policy, clock }: ActivityTools, attempt: Attempt): void {
  const since = Date.parse(clock.nowIso()) - Date.parse(attempt.lastPostAt ?? clock.nowIso());
  const next = policy.lookAgainMs.find((ms) => ms > since);
  if (next !== undefined) throw tryAgainIn('Looking again for a sent order', next - since);
}
