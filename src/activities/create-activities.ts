import type { Activities } from './activities';
import { requestCancel } from './request-cancel';
import { sendOrder, settleSending } from './send-order';
import { sweepProvider } from './sweep-provider';
import { sweepServiceNow } from './sweep-servicenow';
import type { ActivityTools } from './tools';
import { beating, withTroubleNamed } from './trouble';
import { writeNextIntent } from './write-next-intent';

/** Ports in, activities out; each call names its trouble so that Temporal knows what to do. */
export function createActivities(tools: ActivityTools): Activities {
  const named = <T>(work: () => Promise<T>) => withTroubleNamed(tools.policy, work);
  return {
    project: (input) => tools.projection.project(input),
    sendOrder: (what) => named(() => beating(() => sendOrder(tools, what))),
    settleSending: (what) => named(() => beating(() => settleSending(tools, what))),
    requestCancel: (what) => named(() => beating(() => requestCancel(tools, what))),
    sweepProvider: (what) => named(() => beating(() => sweepProvider(tools, what))),
    writeNextIntent: (what) => named(() => beating(() => writeNextIntent(tools, what))),
    sweepServiceNow: () => named(() => beating(() => sweepServiceNow(tools))),
  };
}
