import type { Runtime } from '../../../src/ports/runtime';
import { toActAnswer } from '../../../src/domain/order/act-answer';
import type { OrderBench } from '../../support/order-bench';

/** A runtime that hands wishes straight to the projection, as an order's workflow would. */
export interface ProjectingRuntime extends Runtime {
  /** While true every wish is answered later. */
  isSlow: boolean;
  asked: string[];
}

export function createProjectingRuntime(bench: OrderBench): ProjectingRuntime {
  const runtime: ProjectingRuntime = {
    isSlow: false,
    asked: [],
    async act({ orderNumber, action, intentId, actor, seen }) {
      runtime.asked.push(`${action} ${orderNumber}`);
      if (runtime.isSlow) return { outcome: 'pending' };
      const change = { kind: 'act', action, intentId, actor, seen } as const;
      const answer = await bench.change(orderNumber, change, intentId);
      if (answer.result === 'recorded') {
        return { outcome: 'done', answer: toActAnswer(answer.snapshot) };
      }
      if (answer.result === 'refused') {
        return { outcome: 'refused', code: answer.code, facts: answer.facts };
      }
      return { outcome: 'pending' };
    },
    tellOrder: () => Promise.resolve('told'),
    tellTrouble: () => Promise.resolve('told'),
    wakeMirror: () => Promise.resolve(),
    ensurePolling: () => Promise.resolve(),
    readProviderNow: () => Promise.resolve(),
  };
  return runtime;
}
