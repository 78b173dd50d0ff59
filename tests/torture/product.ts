import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from '../support/child';
import type { House } from '../support/house';
import type { CrashArms } from './crash-arms';
import type { KillRole } from './evidence';
import type { RunLog } from './run-log';

export type ProductRole = Extract<KillRole, 'api' | 'worker' | 'relay'>;

const ROLES: Readonly<Record<ProductRole, string>> = {
  api: 'api,bot',
  worker: 'worker',
  relay: 'relay',
};

/** The product as three processes. Whatever dies is started again, planned or not. */
export interface Product {
  start(role: ProductRole): Promise<void>;
  /** SIGKILL by the driver. */
  kill(role: ProductRole, why: string): Promise<void>;
  stop(): Promise<void>;
  /** What the logs tell that no exit code did. */
  readLogs(): void;
}

interface Slot {
  child: Child | null;
  /** Why the driver is about to kill it. */
  killing: string | null;
  life: Promise<void>;
}

const GIVE_UP_AFTER = 25;
const SUSPICIOUS = /"level":60|unhandled|UnhandledPromise|MaxListenersExceeded/iu;

/** `build`: the folder of compiled files the processes run from. */
export function createProduct(house: House, build: string, arms: CrashArms, log: RunLog): Product {
  const slots = new Map<ProductRole, Slot>();
  let stopping = false;
  const isStopping = () => stopping;
  const env = { ...house.env, WORKFLOW_BUNDLE: bundleOf(build, house.env) };

  const startOnce = (role: ProductRole) =>
    startChild(
      join(build, 'src', 'main.js'),
      { ...env, ROLES: ROLES[role] },
      join(house.folder, `product-${role}.log`),
    );

  /** Notes why a process ended; one that ended as planned by nobody is a mishap. */
  const judge = (role: ProductRole, slot: Slot, how: string) => {
    const points = arms.takeFired(role);
    const [why = slot.killing] = points;
    slot.killing = null;
    if (why !== null && how.includes('SIGKILL')) log.killed({ role, why });
    else log.mishap({ process: role, what: `ended with ${how}` });
  };

  const live = async (role: ProductRole, slot: Slot, started: () => void) => {
    for (let lives = 0; lives < GIVE_UP_AFTER && !isStopping(); lives += 1) {
      try {
        slot.child = await startOnce(role);
        log.say(`${role} runs`);
        started();
        const how = await slot.child.ended;
        if (!isStopping()) judge(role, slot, how);
      } catch (error) {
        // It may well die before it was ready: work left behind is taken up at once.
        if (!isStopping()) judge(role, slot, (error as Error).message.slice(0, 300));
      }
      slot.child = null;
    }
    started();
  };

  return {
    async start(role) {
      const slot: Slot = { child: null, killing: null, life: Promise.resolve() };
      slots.set(role, slot);
      await new Promise<void>((resolve) => {
        slot.life = live(role, slot, resolve);
      });
    },
    async kill(role, why) {
      const slot = slots.get(role);
      if (slot?.child == null) throw new Error(`${role} does not run, so nobody can kill it.`);
      slot.killing = why;
      await slot.child.kill();
    },
    async stop() {
      stopping = true;
      await Promise.all([...slots.values()].map(async (slot) => slot.child?.stop()));
      await Promise.all([...slots.values()].map((slot) => slot.life));
    },
    readLogs() {
      for (const name of readdirSync(house.folder).filter((file) => file.endsWith('.log'))) {
        const lines = readFileSync(join(house.folder, name), 'utf8').split('\n');
        for (const line of lines.filter((one) => SUSPICIOUS.test(one)).slice(0, 3)) {
          log.mishap({ process: name, what: line.slice(0, 300) });
        }
      }
    },
  };
}

/** A changed build brings its own bundle; the usual one may be named by the environment. */
function bundleOf(build: string, env: Record<string, string>): string {
  const named = env['WORKFLOW_BUNDLE'] ?? '';
  return build === join(__dirname, '..', '..') ? named : join(build, 'workflow-bundle.js');
}
