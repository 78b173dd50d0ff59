import type { Snapshot } from '../src/domain/order/change';
import type { CarrierEvent } from '../src/domain/order/events';
import { inProviderOrder } from '../src/domain/order/events';
import type { TaskEvent } from '../src/domain/order/task-events';
import type { ActAnswer } from '../src/domain/order/act-answer';
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
  took(event: { key: string }): void;
  receiveTaskEvents(events: readonly TaskEvent[]): void;
  /** As `waiting`, for what became of our own messages. */
  waitingTaskEvents(): TaskEvent[];
  carry(): CarriedOrder;
}

export function createOrderMemory(input: OrderLifecycleInput): OrderMemory {
  const memory: OrderMemory = {
    // What an older build did not carry begins empty.
    snapshot: unwritten(input.provider),
    inbox: [],
    taskInbox: [],
    seenKeys: [],
    answers: [],
    ...input.carried,
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
      memory.inbox = inProviderOrder(unknownOf(memory.inbox, memory.seenKeys));
      return memory.inbox;
    },
    took({ key }) {
      memory.inbox = memory.inbox.filter((other) => other.key !== key);
      memory.taskInbox = memory.taskInbox.filter((other) => other.key !== key);
      memory.seenKeys = [...memory.seenKeys, key].slice(-KEPT_KEYS);
    },
    receiveTaskEvents(events) {
      memory.taskInbox.push(...events);
    },
    waitingTaskEvents() {
      memory.taskInbox = unknownOf(memory.taskInbox, memory.seenKeys);
      return memory.taskInbox;
    },
    carry: () => ({
      snapshot: memory.snapshot,
      inbox: memory.inbox,
      taskInbox: memory.taskInbox,
      seenKeys: memory.seenKeys,
      answers: memory.answers,
    }),
  };
  return memory;
}

/** Each event once, without those taken before. */
function unknownOf<E extends { key: string }>(events: readonly E[], seen: readonly string[]): E[] {
  const fresh = new Map<string, E>();
  for (const event of events) if (!seen.includes(event.key)) fresh.set(event.key, event);
  return [...fresh.values()];
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
