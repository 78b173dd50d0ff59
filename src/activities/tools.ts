import type { BusinessCalendar } from '../domain/calendar';
import type { Clock } from '../ports/clock';
import type { CrashPoints } from '../ports/crash-points';
import type { MirrorLedger } from '../ports/mirror-ledger';
import type { Policy } from '../ports/policy';
import type { Projection } from '../ports/projection';
import type { Provider } from '../ports/provider';
import type { ProviderLedger } from '../ports/provider-ledger';
import type { Runtime } from '../ports/runtime';
import type { TaskMirror } from '../ports/task-mirror';

/** The ports activities work with; `main` hands them in. */
export interface ActivityTools {
  projection: Projection;
  providers: ReadonlyMap<string, Provider>;
  ledger: ProviderLedger;
  mirror: TaskMirror;
  mirrorLedger: MirrorLedger;
  runtime: Runtime;
  clock: Clock;
  crashPoints: CrashPoints;
  policy: Policy;
  calendar: () => Promise<BusinessCalendar>;
}
