import { createFaultPlan, type FaultLine, type FaultPlan } from '../kit/fault-plan';

/** The kit's fault plan, which here can also grow while it runs and choose among several keys. */
export interface PlannedFaults extends FaultPlan {
  /** Adds a line without re-arming the ones already spent. */
  add(line: FaultLine): void;
  /** The lines that can still strike, with their remaining count. */
  armed(): FaultLine[];
  /** Strikes by the key a line names, else by the first key. */
  strikeAny(operation: string, keys: readonly string[]): FaultLine | undefined;
}

/** A single 401 is what tells token renewal apart from a wrong password; so it is single by default. */
const counted = (line: FaultLine): FaultLine =>
  line.kind === 'status401Once' && line.times === undefined ? { ...line, times: 1 } : line;

export function createPlannedFaults(): PlannedFaults {
  const plan = createFaultPlan();
  let struck = new Map<FaultLine, number>();

  const strike = (operation: string, key: string) => {
    const line = plan.strike(operation, key);
    if (line) struck.set(line, (struck.get(line) ?? 0) + 1);
    return line;
  };
  const armed = () =>
    plan.lines().flatMap((line) => {
      if (line.times === undefined) return [line];
      const left = line.times - (struck.get(line) ?? 0);
      return left > 0 ? [{ ...line, times: left }] : [];
    });
  const set = (lines: FaultLine[], seed?: number) => {
    struck = new Map();
    if (seed === undefined) plan.set(lines.map(counted));
    else plan.set(lines.map(counted), seed);
  };

  return {
    set,
    strike,
    armed,
    lines: () => plan.lines(),
    clear() {
      struck = new Map();
      plan.clear();
    },
    add(line) {
      set([...armed(), line]);
    },
    strikeAny(operation, keys) {
      const named = keys.find((key) => plan.lines().some((line) => line.key === key));
      return strike(operation, named ?? keys[0] ?? '');
    },
  };
}
