import { ApplicationFailure, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { plainDue, type Change, type Snapshot } from '../src/domain/order/change';
import { ERRORS, type ErrorCode, type Facts } from '../src/domain/errors';
import { project } from './activity-proxies';
import { SEARCH_ATTRIBUTES } from './messages';
import type { OrderMemory } from './order-memory';

const STAGE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, 'KEYWORD');
const DUE_AT = defineSearchAttributeKey(SEARCH_ATTRIBUTES.dueAt, 'DATETIME');

export type Recorded = { recorded: true } | { recorded: false; code: ErrorCode; facts: Facts };

/**
 * Records a change under the next process version. A version another change took (after a restore)
 * is adopted; `stillRight` is asked again before the next one is tried.
 */
export async function recordChange(
  orderNumber: string,
  memory: OrderMemory,
  changeId: string,
  change: Change,
  stillRight: () => boolean = () => true,
): Promise<Recorded> {
  for (;;) {
    const before = memory.snapshot;
    const answer = await project({
      orderNumber,
      pv: before.pv + 1,
      changeId,
      at: new Date().toISOString(),
      change,
    });
    if (answer.result === 'refused') {
      return { recorded: false, code: answer.code, facts: answer.facts };
    }
    memory.remember(answer.snapshot);
    showOperators(before, answer.snapshot);
    if (answer.result === 'recorded' || !stillRight()) return { recorded: true };
  }
}

/** Search attributes are for operators and sweeps; they follow the stage, not every change. */
function showOperators(before: Snapshot, after: Snapshot): void {
  if (before.stage === after.stage) return;
  // A value the server cannot keep would fail this task, and with it the order, for ever.
  const dueAt = plainDue(after.nextDue);
  upsertSearchAttributes([
    { key: STAGE, value: after.stage },
    { key: DUE_AT, value: dueAt === null ? null : new Date(dueAt) },
  ]);
}

/** The only thing an Update throws: a failure nobody retries, with the catalogue's code as type. */
export function refusalFailure(code: ErrorCode, facts: Facts): ApplicationFailure {
  return ApplicationFailure.nonRetryable(ERRORS[code].title, code, facts);
}
