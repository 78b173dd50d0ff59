import type { OrderMemory } from './order-memory';
import type { TakeTurn } from './turns';

/** An order inside its workflow: its number, what it remembers, and whose turn it is. */
export interface Order {
  number: string;
  memory: OrderMemory;
  inTurn: TakeTurn;
}
