import type { Snapshot } from '../src/domain/order/change';
import type { CarrierEvent } from '../src/domain/order/events';
import { inProviderOrder } from '../src/domain/order/events';
import type { ActAnswer } from '../src/ports/runtime';
import type { CarriedOrder, OrderLifecycleInput } from './messages';

const KEPT_KEYS = 200;
const KEPT_ANSWERS = 50;

/** What an order's workflow remembers between happenings; all of it travels into the next run. */
export interface OrderMemory extends CarriedOrder {
  remember(snapshot: Snapshot): void;
  answerOf(id: string): ActAnswer | undefined;
  keepAnswer(id: string, answer: ActAnswer): void;
  receive(events: readonly CarrierEvent[]): void;
  /** The waiting events nobody took yet, in the provider's order, without known ones. */
  waiting(): CarrierEvent[];
  /** The event is recorded: it leaves the inbox and its key is known. */
  took(event: CarrierEvent): void;
  carry(): CarriedOrder;
}

export function createOrderMemory(input: OrderLifecycleInput): OrderMemory {
  const memory: OrderMemory = {
    ...(input.carried ?? {
      snapshot: unwritten(input.provider),
      inbox: [],
      seenKeys: [],
      answers: [],
    }),
    remember(snapshot) {
      memory.snapshot = snapshot;
    },
    answerOf: (id) => memory.answers.find(([known]) => known === id)?.[1],
    keepAnswer(id, answer) {
      memory.answers = [...memory.answers, [id, answer] as [string, ActAnswer]].slice(
        -KEPT_ANSWERS,
      );
    },
    receive(events) {
      memory.inbox.push(...events);
    },
    waiting() {
      const fresh = new Map<string, CarrierEvent>();
      for (const event of memory.inbox) {
        if (!memory.seenKeys.includes(event.key)) fresh.set(event.key, event);
      }
      memory.inbox = inProviderOrder([...fresh.values()]);
      return memory.inbox;
    },
    took(event) {
      memory.inbox = memory.inbox.filter((other) => other.key !== event.key);
      memory.seenKeys = [...memory.seenKeys, event.key].slice(-KEPT_KEYS);
    },
    carry: () => ({
      snapshot: memory.snapshot,
      inbox: memory.inbox,
      seenKeys: memory.seenKeys,
      answers: memory.answers,
    }),
  };
  return memory;
}

/** Before the first projection a workflow knows nothing but the order's existence. */
function unwritten(provider: string): Snapshot {
  return {
    stage: 'drafted',
    sending: false,
    revision: 1,
    round: 0,
    requestedBy: '',
    createdBy: '',
    assignedTo: null,
    lastTermsEditor: null,
    approval: null,
    cancelRequested: false,
    pv: 0,
    provider,
    providerOrderId: null,
    cancelPosted: false,
    focDate: null,
    acceptance: 'explicit',
    nextDue: null,
  };
}
