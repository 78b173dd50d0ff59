import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashPoint } from '../../src/ports/crash-points';
import type { KillRole } from './evidence';

/** Who dies at a point. */
export function roleAt(point: CrashPoint): KillRole {
  const [step] = point.split('.');
  if (step === 'api') return 'api';
  return step === 'proj' || step === 'car' || step === 'sn' ? 'worker' : 'relay';
}

/** The folder that arms crash points and tells which have fired. */
export interface CrashArms {
  arm(point: CrashPoint, orderNumber: string): void;
  /** The points that fired for this role and were not told before. */
  takeFired(role: KillRole): CrashPoint[];
  hasFired(point: CrashPoint): boolean;
}

export function createCrashArms(folder: string): CrashArms {
  const told = new Set<CrashPoint>();
  const fired = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.fired'))
      .map((name) => name.slice(0, -'.fired'.length) as CrashPoint);
  return {
    arm(point, orderNumber) {
      writeFileSync(join(folder, point), orderNumber);
    },
    takeFired(role) {
      const fresh = fired().filter((point) => roleAt(point) === role && !told.has(point));
      for (const point of fresh) told.add(point);
      return fresh;
    },
    hasFired: (point) => fired().includes(point),
  };
}
