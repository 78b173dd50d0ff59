import { seededDraw } from './seeded-draw';

/**
 * One line of a fault plan. A line applies to calls of its operation (`*` = any), optionally to one
 * business key or one attempt of that key (from 1), at most `times` times, with a probability.
 */
export interface FaultLine {
  operation: string;
  key?: string;
  attempt?: number;
  kind: string;
  probability?: number;
  times?: number;
  /** Facts a kind needs: seconds of Retry-After, milliseconds of delay ... */
  with?: Record<string, unknown>;
}

export interface FaultPlan {
  set(lines: FaultLine[], seed?: number): void;
  lines(): FaultLine[];
  /** Counts this call as the key's next attempt and says which fault, if any, strikes it. */
  strike(operation: string, key: string): FaultLine | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let plan: FaultLine[] = [];
  let seed = 1;
  let attempts = new Map<string, number>();
  let struck = new Map<FaultLine, number>();

  const clear = () => {
    plan = [];
    attempts = new Map();
    struck = new Map();
  };

  return {
    set(lines, newSeed = seed) {
      clear();
      plan = lines;
      seed = newSeed;
    },
    lines: () => plan,
    clear,
    strike(operation, key) {
      const counter = `${operation}\u0000${key}`;
      const attempt = (attempts.get(counter) ?? 0) + 1;
      attempts.set(counter, attempt);
      return plan.find((line) => {
        if (line.operation !== '*' && line.operation !== operation) return false;
        if (line.key !== undefined && line.key !== key) return false;
        if (line.attempt !== undefined && line.attempt !== attempt) return false;
        const used = struck.get(line) ?? 0;
        if (line.times !== undefined && used >= line.times) return false;
        if (seededDraw(seed, operation, key, attempt, line.kind) >= (line.probability ?? 1)) {
          return false;
        }
        struck.set(line, used + 1);
        return true;
      });
    },
  };
}
