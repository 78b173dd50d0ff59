import type { Clock } from '../ports/clock';
import type { CrashPoints } from '../ports/crash-points';
import type { Directory } from '../ports/directory';
import type { Orders } from '../ports/orders';
import type { Provider } from '../ports/provider';
import type { Runtime } from '../ports/runtime';

/** What every use case works with; `main` hands it in. */
export interface Tools {
  orders: Orders;
  directory: Directory;
  runtime: Runtime;
  providers: ReadonlyMap<string, Provider>;
  clock: Clock;
  crashPoints: CrashPoints;
  /** How long a person waits for the workflow before the answer is "being confirmed". */
  patienceMs: number;
  newId: () => string;
}
