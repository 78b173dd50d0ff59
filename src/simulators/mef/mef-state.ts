import type { Scenario } from './scenario';

export type JsonObject = Record<string, unknown>;
export type MefVersion = 'v5' | 'v6';
export type LsoProduct = 'cantata' | 'sonata';

export interface StateChange {
  state: string;
  changeDate: string;
  changeReason?: string | undefined;
}

export interface Note {
  id: string;
  author: string;
  date: string;
  source: string;
  text: string;
}

export interface ItemRecord {
  id: string;
  /** The item as the buyer sent it; the answer echoes it. */
  submitted: JsonObject;
  state: string;
  stateChange: StateChange[];
  expectedCompletionDate?: string | undefined;
  completionDate?: string | undefined;
  expediteAcceptedIndicator?: boolean | undefined;
  notes: Note[];
  milestones: { name: string; date: string; note?: string | undefined }[];
  chargeIds: string[];
  terminationErrors: { code: string; propertyPath?: string; value?: string }[];
}

/** Something the seller means to do with an order once the clock says so. */
export interface PlannedStep {
  kind: 'accept' | 'setDate' | 'milestone' | 'slip' | 'charge' | 'sellerCancel' | 'complete';
  dueMs: number;
  /** Name of a milestone. */
  name?: string;
  /** First committed date. */
  expectedOn?: string;
  /** Business days of a slip, and why. */
  slipDays?: number;
  text?: string;
}

export interface OrderRecord {
  id: string;
  externalId: string | undefined;
  lso: LsoProduct;
  version: MefVersion;
  buyerId?: string | undefined;
  sellerId?: string | undefined;
  /** The process run that moves the order: the one that took it, or unfroze it since. */
  run: string;
  frozen: boolean;
  submitted: JsonObject;
  orderDate: string;
  state: string;
  stateChange: StateChange[];
  completionDate?: string | undefined;
  cancellationDate?: string | undefined;
  notes: Note[];
  chargeIds: string[];
  items: ItemRecord[];
  plan: PlannedStep[];
  /** Since when the order waits for an answer; the plan moves by as much when it goes on. */
  waitingSinceMs?: number | undefined;
}

/** A buyer's wish about a running order: cancel it, or move the date of one item. */
export interface TaskRecord {
  id: string;
  kind: 'cancel' | 'date';
  orderId: string;
  itemId?: string | undefined;
  submitted: JsonObject;
  state: string;
  creationDate: string;
  chargeIds: string[];
  dueMs: number;
}

export interface ChargeItem extends JsonObject {
  id: string;
  blocking: boolean;
  state: string;
}

export interface ChargeRecord {
  id: string;
  orderId: string;
  itemId?: string | undefined;
  taskId?: string | undefined;
  creationDate: string;
  responseDueDate: string;
  state: string;
  items: ChargeItem[];
}

export interface HubRecord {
  id: string;
  callback: string;
  query?: string | undefined;
  lso: LsoProduct;
}

/** An address validation that is answered later. */
export interface ValidationRecord {
  id: string;
  submitted: JsonObject;
  match: JsonObject | undefined;
  dueMs: number;
}

/** A stored answer of a neighbour API: what is shown, and when a deferred one is ready. */
export interface PoqRecord {
  id: string;
  version: MefVersion;
  submitted: JsonObject;
  submittedAt: string;
  dueMs: number;
  items: JsonObject[];
}

export interface MefState {
  counters: Record<string, number>;
  scenario: Scenario;
  orders: OrderRecord[];
  tasks: TaskRecord[];
  charges: ChargeRecord[];
  hubs: HubRecord[];
  poqs: PoqRecord[];
  addresses: Record<string, JsonObject>;
  validations: ValidationRecord[];
  products: JsonObject[];
  /** Business keys to freeze as soon as they arrive. */
  frozenKeys: string[];
  /** Since when pace is switched off. */
  paceHeldSinceMs: number | null;
}

export function emptyMefState(scenario: Scenario): MefState {
  return {
    counters: {},
    scenario: structuredClone(scenario),
    orders: [],
    tasks: [],
    charges: [],
    hubs: [],
    poqs: [],
    addresses: {},
    validations: [],
    products: [],
    frozenKeys: [],
    paceHeldSinceMs: null,
  };
}

/** The next id of a kind: PO-000001, PO-000002 ... */
export function nextId(state: MefState, prefix: string): string {
  const number = (state.counters[prefix] ?? 0) + 1;
  state.counters[prefix] = number;
  return `${prefix}-${String(number).padStart(6, '0')}`;
}
