import type { OrderFacts } from './check-action';
import type { Order } from './order';

/** An order as the action rules see it. */
export function factsOf(order: Order): OrderFacts {
  const steps = order.approval?.steps ?? [];
  const current = steps.find((step) => step.state === 'current');
  return {
    stage: order.stage,
    sending: order.sending,
    revision: order.revision,
    round: order.round,
    requestedBy: order.requestedBy.oid,
    createdBy: order.createdBy.oid,
    assignedTo: order.assignedTo?.oid ?? null,
    lastTermsEditor: order.lastTermsEditor?.oid ?? null,
    approval:
      current === undefined
        ? null
        : {
            step: current.step,
            steps: steps.map((step) => step.persons.map((person) => person.oid)),
            decidedBy: steps.flatMap((step) => (step.decision ? [step.decision.by.oid] : [])),
          },
    cancelRequested: order.cancelRequested,
  };
}
