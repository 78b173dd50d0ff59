import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { isEnd } from '../src/domain/order/stages';
import { bindMessages } from './bind-messages';
import type { OrderLifecycleInput } from './messages';
import { createOrderMemory } from './order-memory';
import { sendToProvider } from './send-to-provider';
import { createTurns } from './turns';
import { waitForDecision, waitForNews, waitForSubmission } from './waits';
import type { Order } from './order';
import { stateQuery } from './definitions';

const LONG_RUN = 450;

/**
 * The life of one order, from the first submit to its end. People move it by Updates, the carrier by
 * Signals, time by one durable timer; every change is recorded before anybody is told.
 */
export async function orderLifecycle(input: OrderLifecycleInput): Promise<void> {
  const memory = createOrderMemory(input);
  const order: Order = { number: input.orderNumber, memory, inTurn: createTurns() };
  bindMessages(order);
  setHandler(stateQuery, () => memory.snapshot);
  const start = milestone(order);

  while (!isEnd(memory.snapshot.stage)) {
    const { stage } = memory.snapshot;
    if (stage === 'drafted') await waitForSubmission(order);
    else if (stage === 'pending_approval') await waitForDecision(order);
    else if (stage === 'approved') await sendToProvider(order);
    else await waitForNews(order);
    if (runIsLong() || milestone(order) !== start) await continueInNewRun(order, input);
  }
  await condition(allHandlersFinished);
}

/** Two moments of a life begin a new run: the provider has the order, the first date is known. */
function milestone({ memory }: Order): number {
  const { providerOrderId, focDate } = memory.snapshot;
  return (providerOrderId === null ? 0 : 1) + (focDate === null ? 0 : 1);
}

function runIsLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength > LONG_RUN || continueAsNewSuggested;
}

async function continueInNewRun(order: Order, input: OrderLifecycleInput): Promise<void> {
  await condition(allHandlersFinished);
  if (isEnd(order.memory.snapshot.stage)) return;
  await continueAsNew<typeof orderLifecycle>({
    orderNumber: input.orderNumber,
    provider: order.memory.snapshot.provider,
    carried: order.memory.carry(),
  });
}
