import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import { ATTENTION_AFTER_MS } from '../src/domain/order/task-events';
import type { SendOutcome } from '../src/activities/activities';
import { providerActivities } from './activity-proxies';
import { record } from './record';
import type { Order } from './order';

const LOOK_AGAIN = '15 minutes';

/**
 * Places the order, exactly once. The activity tries until the carrier has it or refuses the form; a
 * cancellation asked meanwhile stops the tries, and what the carrier then holds decides.
 */
export async function sendToProvider(order: Order): Promise<void> {
  const { provider, revision, round } = order.memory.snapshot;
  const what = { orderNumber: order.number, revision };
  const id = (step: string) => `${order.number}/${revision}.${round}/${step}`;
  let outcome = await sendUnlessCancelled(
    order,
    () => providerActivities(provider).sendOrder(what),
    id,
  );
  outcome ??= await providerActivities(provider).settleSending(what);

  if (outcome.kind === 'refused') {
    await record(order, id('form-refused'), { kind: 'form_refused' });
  } else if (outcome.kind === 'nothing') {
    await record(order, id('not-sent'), { kind: 'not_sent' });
  } else if (outcome.kind === 'doubtful') {
    // Somebody has to look at what the carrier holds; meanwhile we look again now and then.
    await record(order, id('doubtful'), { kind: 'attention', cause: outcome.cause });
    await condition(() => order.memory.snapshot.cancelRequested, LOOK_AGAIN);
  } else {
    const { providerOrderId, acknowledgedAt } = outcome;
    await record(order, id('submitted'), { kind: 'submitted', providerOrderId });
    if (outcome.cause !== undefined) {
      await record(order, id('several'), { kind: 'attention', cause: outcome.cause });
    }
    if (acknowledgedAt !== null) {
      // The carrier's poller will report the same fact under the same key; it is taken once.
      order.memory.receive([
        {
          key: `${provider}/${providerOrderId}/acknowledged/acknowledged`,
          kind: 'acknowledged',
          at: acknowledgedAt,
          sequence: 0,
        },
      ]);
    }
  }
}

/** Undefined when a cancellation stopped the tries before one of them had an outcome. */
async function sendUnlessCancelled(
  order: Order,
  send: () => Promise<SendOutcome>,
  id: (step: string) => string,
): Promise<SendOutcome | undefined> {
  const { memory } = order;
  const scope = new CancellationScope();
  const tries: { outcome?: SendOutcome; failure?: Error; ended: boolean } = { ended: false };
  const sending = scope.run(send).then(
    (answer) => {
      Object.assign(tries, { outcome: answer, ended: true });
    },
    (error: unknown) => {
      Object.assign(tries, { failure: error, ended: true });
    },
  );
  const settled = () => tries.ended || memory.snapshot.cancelRequested;
  if (!(await condition(settled, ATTENTION_AFTER_MS))) {
    await record(order, id('unreachable'), { kind: 'attention', cause: 'provider_unreachable' });
    await condition(settled);
  }
  if (!tries.ended) scope.cancel();
  await sending;
  if (tries.failure !== undefined && !isCancellation(tries.failure)) throw tries.failure;
  return tries.outcome;
}
