import { NativeConnection, Worker } from '@temporalio/worker';
import type { Activities } from '../activities/activities';
import {
  BACKGROUND_QUEUE,
  ORDERS_QUEUE,
  providerQueue,
  SERVICENOW_QUEUE,
} from '../../workflows/ids';

export interface WorkerSettings {
  address: string;
  namespace: string;
  /** Path of the workflow bundle. */
  bundle: string;
  providers: readonly string[];
  /** Connections the projection may use at once. */
  projectionPool: number;
  shutdownGraceMs: number;
  shutdownForceMs: number;
  /** Calls per second a provider allows. */
  providerCallsPerSecond: number;
}

export interface Workers {
  /** Settles when every worker has stopped; rejects if one of them broke. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** One worker per queue, each with the limits of what it talks to. */
export async function startWorkers(
  settings: WorkerSettings,
  activities: Activities,
): Promise<Workers> {
  const connection = await NativeConnection.connect({ address: settings.address });
  const common = {
    connection,
    namespace: settings.namespace,
    activities,
    shutdownGraceTime: settings.shutdownGraceMs,
    shutdownForceTime: settings.shutdownForceMs,
  };
  const story = {
    workflowBundle: { codePath: settings.bundle },
    reuseV8Context: true,
    workflowThreadPoolSize: 1,
    // A killed worker's orders wait this long for it before another one takes them.
    stickyQueueScheduleToStartTimeout: 3_000,
  };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      ...story,
      taskQueue: ORDERS_QUEUE,
      maxCachedWorkflows: 600,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentActivityTaskExecutions: settings.projectionPool,
    }),
    Worker.create({
      ...common,
      ...story,
      taskQueue: SERVICENOW_QUEUE,
      maxCachedWorkflows: 200,
      maxConcurrentActivityTaskExecutions: 2,
    }),
    Worker.create({
      ...common,
      ...story,
      taskQueue: BACKGROUND_QUEUE,
      maxCachedWorkflows: 50,
      maxConcurrentActivityTaskExecutions: 10,
    }),
    ...settings.providers.map((provider) =>
      Worker.create({
        ...common,
        taskQueue: providerQueue(provider),
        maxTaskQueueActivitiesPerSecond: settings.providerCallsPerSecond,
        maxConcurrentActivityTaskExecutions: 10,
      }),
    ),
  ]);
  const runs = workers.map((worker) => worker.run());
  const ended = Promise.all(runs).then(() => undefined);
  // Whoever awaits `ended` hears of a broken worker; until then it must not end the process.
  ended.catch(() => undefined);
  return {
    ended,
    async stop() {
      for (const worker of workers) {
        if (worker.getState() === 'RUNNING') worker.shutdown();
      }
      await Promise.allSettled(runs);
      await connection.close();
    },
  };
}
