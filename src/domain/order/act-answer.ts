import type { OrderFacts } from './check-action';
import type { Stage } from './stages';

/** What a person's act is answered with: the state it left. */
export interface ActAnswer {
  stage: Stage;
  revision: number;
  round: number;
  /** The step asked now and how many there are, while approving. */
  step: number | null;
  steps: number | null;
  sending: boolean;
  cancelRequested: boolean;
}

export function toActAnswer(order: OrderFacts): ActAnswer {
  const { stage, revision, round, approval, sending, cancelRequested } = order;
  return {
    ...{ stage, revision, round, sending, cancelRequested },
    step: approval?.step ?? null,
    steps: approval?.steps.length ?? null,
  };
}
