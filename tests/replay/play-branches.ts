import { createOrderBench } from '../support/order-bench';
import { createOrderDriver } from '../support/order-driver';
import { thisYear } from '../support/test-database';
import { createSkippingHouse } from '../support/time-skipping';
import { BRANCHES, placed, type ScriptedCarrier, type Stage } from './branches';

/** Plays every branch and hands each order's number to whoever records it. */
export async function playBranches(
  onPlayed: (branch: string, orderNumber: string, stage: Stage) => Promise<void>,
): Promise<void> {
  const carrier: ScriptedCarrier = { sends: new Map(), settled: new Map() };
  const bench = await createOrderBench(thisYear());
  const house = await createSkippingHouse({
    project: (input) => bench.project(input),
    sendOrder: ({ orderNumber, revision }) =>
      carrier.sends.get(orderNumber)?.() ?? Promise.resolve(placed(orderNumber, revision)),
    settleSending: ({ orderNumber }) =>
      Promise.resolve(carrier.settled.get(orderNumber) ?? { kind: 'nothing' }),
    requestCancel: ({ orderNumber }) =>
      Promise.resolve({ requestId: `C-${orderNumber}`, state: 'open' }),
  });
  const stage = { bench, house, carrier, driver: createOrderDriver(bench, house) };
  try {
    for (const [branch, play] of Object.entries(BRANCHES)) {
      await onPlayed(branch, await play(stage), stage);
    }
  } finally {
    await house.close();
    await bench.close();
  }
}
