import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  DefaultLogger,
  NativeConnection,
  Runtime as WorkerRuntime,
  Worker,
} from '@temporalio/worker';
import type { Activities } from '../../src/activities/activities';
import { createRuntime, type TemporalRuntime } from '../../src/adapters/temporal/create-runtime';
import { BACKGROUND_QUEUE, ORDERS_QUEUE, providerQueue } from '../../workflows/ids';
import { SEARCH_ATTRIBUTES } from '../../workflows/messages';

/** A server whose clock jumps over waits, with workers for one provider on it. */
export interface SkippingHouse {
  env: TestWorkflowEnvironment;
  runtime: TemporalRuntime;
  /** Lets this much workflow time pass. */
  pass(ms: number): Promise<void>;
  nowMs(): Promise<number>;
  /** The day it will be there in so many days. */
  dayIn(days: number): Promise<string>;
  close(): Promise<void>;
}

const { IndexedValueType } = temporal.api.enums.v1;

export const DAY_MS = 86_400_000;

export async function createSkippingHouse(
  activities: Partial<Activities>,
  provider = 'comcast',
): Promise<SkippingHouse> {
  WorkerRuntime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const path = process.env['TEMPORAL_TEST_SERVER_PATH'];
  const bundle = process.env['WORKFLOW_BUNDLE'];
  if (path === undefined || bundle === undefined) {
    throw new Error(
      'Run this suite by `npm test`: it finds the time-skipping server and the bundle.',
    );
  }
  const env = await startServer(path);
  const connection = await NativeConnection.connect({ address: env.address });
  const common = { connection, namespace: 'default', activities };
  const story = { ...common, workflowBundle: { codePath: bundle }, reuseV8Context: true };
  const workers = await Promise.all([
    Worker.create({ ...story, taskQueue: ORDERS_QUEUE }),
    Worker.create({ ...story, taskQueue: BACKGROUND_QUEUE }),
    Worker.create({ ...common, taskQueue: providerQueue(provider) }),
  ]);
  const runs = workers.map((worker) => worker.run());
  const runtime = createRuntime({ address: env.address, namespace: 'default' });
  return {
    env,
    runtime,
    pass: (ms) => env.sleep(ms),
    nowMs: () => env.currentTimeMs(),
    dayIn: async (days) =>
      new Date((await env.currentTimeMs()) + days * DAY_MS).toISOString().slice(0, 10),
    async close() {
      for (const worker of workers) worker.shutdown();
      await Promise.all(runs);
      await runtime.close();
      await connection.close();
      await env.teardown();
      await WorkerRuntime.instance().shutdown();
    },
  };
}

// The server has five seconds to start; on a busy machine the second try finds it warm.
async function startServer(path: string): Promise<TestWorkflowEnvironment> {
  const start = async () => {
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await env.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: {
        [SEARCH_ATTRIBUTES.stage]: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
        [SEARCH_ATTRIBUTES.provider]: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
        [SEARCH_ATTRIBUTES.dueAt]: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
      },
    });
    return env;
  };
  try {
    return await start();
  } catch {
    return start();
  }
}
