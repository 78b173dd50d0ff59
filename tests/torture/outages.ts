import { setTimeout as sleep } from 'node:timers/promises';
import { draw, pick } from './draw';
import type { FaultWish } from './outside-world';
import type { Stage } from './stage';

/** The database dies in the middle of whatever runs and comes back on its files. */
export async function killPostgres(stage: Stage): Promise<void> {
  await stage.postgres.kill();
  stage.log.killed({ role: 'postgres', why: 'half of the later orders are approved' });
  await sleep(500);
  await stage.postgres.restart();
  stage.log.say('postgres runs again');
  stage.log.reached.add('Postgres killed');
}

export async function killTemporal(stage: Stage): Promise<void> {
  await stage.house.temporal.kill();
  stage.log.killed({ role: 'temporal', why: 'half of the later orders are confirmed' });
  await sleep(300);
  await stage.house.temporal.restart();
  stage.log.say('temporal runs again');
  stage.log.reached.add('Temporal killed');
}

const ON_CREATE = [
  ['commitThenDrop', 0.2],
  ['status503', 0.15],
  ['dropBefore', 0.1],
  ['commitThenBrokenJson', 0.1],
  ['status429', 0.1],
] as const;

/**
 * Faults of the outside: on the carrier's create by label of the order, elsewhere by how often. The
 * orders of crash points keep their create whole, or the point might never be reached.
 */
export async function planFaults(
  stage: Stage,
  orders: readonly { label: string; number: string; isCrashing: boolean }[],
): Promise<void> {
  const { outside, seed } = stage;
  const creates = orders
    .filter((order) => !order.isCrashing)
    .flatMap(({ label, number }): FaultWish[] => {
      const chosen = pick(draw(seed, 'carrier', 'create', label), ON_CREATE);
      const kind = label === 'later-1' ? 'commitThenDrop' : chosen;
      return kind === undefined
        ? []
        : [{ operation: 'createProductOrder', key: number, attempt: 1, kind }];
    });
  await outside.plan(
    'carrier',
    [
      ...creates,
      { operation: 'getProductOrder', kind: 'status500', probability: 0.02, times: 10 },
      { operation: 'getProductOrder', kind: 'reset', probability: 0.02, times: 10 },
      { operation: 'listProductOrder', kind: 'status503', times: 3 },
    ],
    seed,
  );
  await outside.plan(
    'servicenow',
    [
      { operation: 'insert sc_task', kind: 'commitThenDrop', probability: 0.2, times: 3 },
      { operation: 'update sc_task', kind: 'commitThen500', probability: 0.1, times: 5 },
      { operation: 'read sc_task', kind: 'html503', probability: 0.05, times: 5 },
    ],
    seed,
  );
  await outside.plan(
    'mail',
    [
      { operation: 'send', kind: 'commitThenDrop', probability: 0.1, times: 6 },
      { operation: 'draft', kind: 'commitThenDrop', probability: 0.1, times: 6 },
      { operation: 'find', kind: 'status503', probability: 0.05, times: 5 },
    ],
    seed,
  );
  await outside.plan(
    'teams',
    [
      { operation: 'send', kind: '502', probability: 0.05, times: 5 },
      { operation: 'update', kind: '429', probability: 0.05, times: 5, with: { retryAfter: 1 } },
    ],
    seed,
  );
  stage.log.reached.add(creates.some((fault) => fault.kind === 'commitThenDrop') ? 'drop' : '');
}
