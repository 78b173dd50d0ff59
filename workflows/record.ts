import { log } from '@temporalio/workflow';
import type { Change } from '../src/domain/order/change';
import type { Order } from './order';
import { recordChange } from './record-change';

/** Records a change of the story itself, in its turn. A refusal leaves everything as it was. */
export async function record(order: Order, changeId: string, change: Change): Promise<void> {
  await order.inTurn(async () => {
    const recorded = await recordChange(order.number, order.memory, changeId, change);
    if (!recorded.recorded) {
      log.warn('A change of the story was refused', { kind: change.kind, code: recorded.code });
    }
  });
}
