import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { Snapshot } from '../src/domain/order/change';
import type { Stage } from '../src/domain/order/stages';
import { providerActivities } from './activity-proxies';
import { record } from './record';
import type { Order } from './order';

// A carrier takes a cancellation once it works on the order; until then the wish waits.
const CANCELLABLE: readonly Stage[] = ['confirmed', 'install_scheduled', 'installing', 'testing'];

export function mayAskForCancellation(snapshot: Snapshot): boolean {
  return snapshot.cancelRequested && !snapshot.cancelPosted && CANCELLABLE.includes(snapshot.stage);
}

/** Asks the carrier once to cancel; its answer comes as an event, or says no right away. */
export async function askForCancellation(order: Order): Promise<void> {
  const { provider, pv } = order.memory.snapshot;
  try {
    const answer = await providerActivities(provider).requestCancel({ orderNumber: order.number });
    const changeId = `${order.number}/cancel/${pv}`;
    await record(
      order,
      changeId,
      answer.state === 'declined'
        ? { kind: 'cancel_declined' }
        : { kind: 'cancel_posted', requestId: answer.requestId },
    );
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : error;
    if (!(cause instanceof ApplicationFailure) || cause.nonRetryable !== true) throw error;
    // Not offered by the interface: the wish stays visible and a person asks the carrier.
    await record(order, `${order.number}/cancel-not-offered/${pv}`, { kind: 'cancel_declined' });
  }
}
