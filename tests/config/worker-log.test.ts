import { ApplicationFailure } from '@temporalio/common';
import { createLogger } from '../../src/log';
import { createRepeats } from '../../src/log-repeats';
import { toWorkerLog } from '../../src/worker-log';

/** What Temporal's library says, and the lines that come of it. */
function aWorkerLog() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('info', {
    write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const clock = { ms: 0 };
  const sdk = toWorkerLog(
    log,
    createRepeats(log, () => clock.ms),
  );
  return { lines, clock, sdk };
}

const failed = (workflowId: string) => ({
  taskQueue: 'servicenow',
  activityType: 'writeNextIntent',
  workflowId,
  taskToken: 'CiQwMWEyMjU3NS1lNTY5',
  attempt: 3,
  error: ApplicationFailure.retryable('ServiceNow did not answer: ECONNRESET'),
});

test('one failed activity is one line without the stack of a trouble we told ourselves', () => {
  const { lines, sdk } = aWorkerLog();
  sdk.warn('Activity failed', failed('sctask/CO-2026-000013'));
  expect(lines).toEqual([
    {
      level: 40,
      at: expect.any(String) as string,
      taskQueue: 'servicenow',
      workflowId: 'sctask/CO-2026-000013',
      activityType: 'writeNextIntent',
      attempt: 3,
      error: 'ServiceNow did not answer: ECONNRESET',
      msg: 'Activity failed',
    },
  ]);
});

test('an outage that fails a thousand calls is told once a minute, with their number', () => {
  const { lines, clock, sdk } = aWorkerLog();
  for (let call = 0; call < 1_000; call += 1) {
    clock.ms = call * 119;
    sdk.warn('Activity failed', failed(`sctask/CO-2026-${String(call).padStart(6, '0')}`));
    sdk.warn(`gRPC call poll_workflow_task_queue retried ${call} times`);
  }
  expect(lines.map((line) => line['leftOut'])).toEqual([undefined, undefined, 504, 504]);
});

test('another trouble in the same minute is told at once', () => {
  const { lines, sdk } = aWorkerLog();
  sdk.warn('Activity failed', failed('sctask/CO-2026-000013'));
  const error = ApplicationFailure.retryable('ServiceNow refuses our credentials.');
  sdk.warn('Activity failed', { ...failed('sctask/CO-2026-000013'), error });
  expect(lines).toHaveLength(2);
});

test('a mistake of ours keeps the place where it happened', () => {
  const { lines, sdk } = aWorkerLog();
  sdk.warn('Activity failed', { ...failed('x'), error: new TypeError('undefined is no order') });
  expect(lines[0]?.['error']).toMatch(/TypeError: undefined is no order\n +at /u);
});

test('that workers start and stop is said on request only', () => {
  const { lines, sdk } = aWorkerLog();
  sdk.info('Worker state changed', { taskQueue: 'orders', state: 'RUNNING' });
  expect(lines).toEqual([]);
});
