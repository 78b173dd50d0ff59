import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { WORKFLOW_ACTIONS, type WorkflowAction } from '../src/domain/order/actions';
import type { Snapshot } from '../src/domain/order/change';
import type { CarrierEvent } from '../src/domain/order/events';
import type { TaskEvent } from '../src/domain/order/task-events';
import type { ActAnswer } from '../src/domain/order/act-answer';
import { QUERIES, SIGNALS, type ActInput } from './messages';

export const carrierEventsSignal = defineSignal<[CarrierEvent[]]>(SIGNALS.carrierEvents);
export const taskEventsSignal = defineSignal<[TaskEvent[]]>(SIGNALS.taskEvents);
export const readNowSignal = defineSignal(SIGNALS.readNow);
export const pauseSignal = defineSignal(SIGNALS.pause);
export const resumeSignal = defineSignal(SIGNALS.resume);
export const intentSignal = defineSignal(SIGNALS.intent);
export const stateQuery = defineQuery<Snapshot>(QUERIES.state);

/** One Update per action a workflow performs, of the same name. */
export const actionUpdates = WORKFLOW_ACTIONS.map((name: WorkflowAction) => ({
  name,
  update: defineUpdate<ActAnswer, [ActInput]>(name),
}));
