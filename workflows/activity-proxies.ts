import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../src/activities/activities';
import { BACKGROUND_QUEUE, ORDERS_QUEUE, SERVICENOW_QUEUE, providerQueue } from './ids';

// Retries to the outside have no end, and each failure says itself when the next try is due. This
// policy times only what could say nothing: a killed worker, which must not wait out a long outage's
// back-off once the outage is over.
const UNTIL_IT_WORKS = { initialInterval: '1 second', maximumInterval: '5 seconds' } as const;

/** The one writer; on its own queue, retried for ever, quick to notice a killed worker. */
export const { project } = proxyActivities<Pick<Activities, 'project'>>({
  taskQueue: ORDERS_QUEUE,
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' },
});

/** Calls to one provider. They beat, so that a killed worker and a cancellation show in seconds. */
export function providerActivities(providerKey: string) {
  return proxyActivities<Pick<Activities, 'sendOrder' | 'settleSending' | 'requestCancel'>>({
    taskQueue: providerQueue(providerKey),
    startToCloseTimeout: '60 seconds',
    heartbeatTimeout: '5 seconds',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: UNTIL_IT_WORKS,
  });
}

export function sweepActivities(providerKey: string) {
  return proxyActivities<Pick<Activities, 'sweepProvider'>>({
    taskQueue: providerQueue(providerKey),
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '5 seconds',
    retry: UNTIL_IT_WORKS,
  });
}

export const { writeNextIntent } = proxyActivities<Pick<Activities, 'writeNextIntent'>>({
  taskQueue: SERVICENOW_QUEUE,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '5 seconds',
  retry: UNTIL_IT_WORKS,
});

export const { sweepServiceNow } = proxyActivities<Pick<Activities, 'sweepServiceNow'>>({
  taskQueue: BACKGROUND_QUEUE,
  startToCloseTimeout: '11 minutes',
  heartbeatTimeout: '5 seconds',
  retry: UNTIL_IT_WORKS,
});
