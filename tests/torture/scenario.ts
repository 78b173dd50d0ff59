import { one, sql } from '../../src/adapters/postgres/sql';
import { CRASH_POINTS, type CrashPoint } from '../../src/ports/crash-points';
import { approveOwn, doubleClick, pressStale, raceForBudget, tellAgain } from './mischief';
import { castOrders, type OrderPlan } from './order-plan';
import { killPostgres, killTemporal, planFaults } from './outages';
import type { Stage } from './stage';
import { PATIENCE_MS, approve, finishOrder, hasReached, playOrder, reach, submit } from './story';

/** An order of the cast with the number it was given. */
export interface Placed {
  plan: OrderPlan;
  number: string;
}

/** What a run must have done, or it proved too little. */
export function minimumOf(crashPoint: CrashPoint | null): string[] {
  if (crashPoint !== null) return [crashPoint];
  return [
    ...CRASH_POINTS,
    ...['Postgres killed', 'Temporal killed', 'ServiceNow was down', 'drop', 'budget race'],
    ...['double click', 'own approval', 'stale card', 'forged messages'],
    'doubled and reordered reports',
  ];
}

/** Bot and relay know everybody before the first order is made. */
export async function openDoors(stage: Stage): Promise<void> {
  const { product, watch, db } = stage;
  await Promise.all([product.start('api'), product.start('relay')]);
  const met = async () => {
    const { n } = await one<{ n: number }>(
      db,
      sql`SELECT count(DISTINCT person_id)::int AS n FROM chat_conversations
          WHERE person_id IS NOT NULL`,
    );
    return n >= 4;
  };
  await watch.until('Teams to know everybody', met, 30_000);
}

async function create(stage: Stage, plan: OrderPlan): Promise<Placed> {
  const number = await stage.people[plan.requester].create(plan.fields);
  // Armed once the number is known; whatever comes after creation has the point still before it.
  if (plan.crashPoint !== null) stage.arms.arm(plan.crashPoint, number);
  return { plan, number };
}

/** One after the other, so that a label has the same order number in every run. */
export async function createAll(stage: Stage, plans: readonly OrderPlan[]): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const plan of plans) placed.push(await create(stage, plan));
  return placed;
}

/**
 * The points that must fire while no worker runs: the wish is stored, its answer late or lost.
 * Answers what the clients are still waiting for, which they ask for with the same key.
 */
async function beforeAnyWorker(
  stage: Stage,
  crashing: readonly Placed[],
): Promise<Promise<unknown>[]> {
  const { arms, people, watch } = stage;
  const answers: Promise<unknown>[] = [];
  for (const point of ['api.commit', 'relay.send'] as const) {
    const placed = crashing.find(({ plan }) => plan.crashPoint === point);
    if (placed === undefined) continue;
    answers.push(people.sam.act(placed.number, 'submit'));
    await watch.until(point, () => arms.hasFired(point), 30_000);
  }
  return answers;
}

async function backWhenActivated(stage: Stage, number: string): Promise<void> {
  await reach(stage, number, 'activated');
  await stage.outside.setServiceNowUp(true);
  stage.log.say('ServiceNow is back');
  stage.log.reached.add('ServiceNow was down');
}

const half = (stage: Stage, placed: readonly Placed[], wanted: Parameters<typeof reach>[2]) =>
  placed.filter(({ number }) => hasReached(stage, number, wanted)).length * 2 >= placed.length;

/** The orders that live through both outages; each outage waits for the one before it to heal. */
async function playLater(stage: Stage, later: readonly Placed[]): Promise<void> {
  const outages = (async () => {
    await stage.watch.until('half approved', () => half(stage, later, 'approved'), PATIENCE_MS);
    await killPostgres(stage);
    await stage.watch.until('half confirmed', () => half(stage, later, 'confirmed'), PATIENCE_MS);
    await killTemporal(stage);
  })();
  const retold = (async () => {
    const [first] = later;
    if (first === undefined) return;
    await reach(stage, first.number, 'install_scheduled');
    await tellAgain(stage, first.number);
  })();
  const stories = later.map(({ plan, number }) => playOrder(stage, plan, number));
  await Promise.all([...stories, outages, retold]);
}

/** The whole of profile `ci`. */
export async function playCi(stage: Stage): Promise<void> {
  const cast = castOrders(stage.seed);
  await openDoors(stage);
  await stage.outside.setServiceNowUp(false);
  const crashing = await createAll(stage, cast.crashing);
  const [unmirrored] = await createAll(stage, [cast.unmirrored]);
  const later = await createAll(stage, cast.later);
  const [own, doubled, stale] = await createAll(stage, [
    ...[cast.ownApproval, cast.doubleClicked, cast.stale],
  ]);
  const racing = await createAll(stage, cast.racing);
  if (!unmirrored || !own || !doubled || !stale) throw new Error('The cast is not complete.');
  const all = [...crashing, unmirrored, ...later, own, doubled, stale];
  stage.log.say(`${all.length + racing.length} orders created`);
  await planFaults(
    stage,
    all.map(({ plan, number }) => ({
      label: plan.label,
      number,
      isCrashing: plan.crashPoint !== null,
    })),
  );
  const answers = await beforeAnyWorker(stage, crashing);
  await stage.product.start('worker');

  const first = [...crashing, unmirrored].map(({ plan, number }) => playOrder(stage, plan, number));
  const second = (async () => {
    await stage.watch.until(
      'half of the first orders approved',
      () => half(stage, crashing, 'approved'),
      PATIENCE_MS,
    );
    await Promise.all([
      playLater(stage, later),
      raceForBudget(stage, racing),
      doubleClick(stage, doubled.plan, doubled.number),
      pressStale(stage, stale.plan, stale.number),
      (async () => {
        await approveOwn(stage, own.plan, own.number);
        await approve(stage, own.plan, own.number);
        await finishOrder(stage, own.plan, own.number);
      })(),
    ]);
  })();
  await Promise.all([...first, ...answers, backWhenActivated(stage, unmirrored.number), second]);
  await playMissed(stage, cast.crashing);
}

/**
 * A process killed for one order takes the moment of another's point with it: what was sent then is
 * found instead of answered. Such a point gets an order of its own, with nothing else going on.
 */
async function playMissed(stage: Stage, plans: readonly OrderPlan[]): Promise<void> {
  for (const plan of plans) {
    if (plan.crashPoint === null || stage.arms.hasFired(plan.crashPoint)) continue;
    const fields = { ...plan.fields, circuit_purpose: 'Guest' };
    const again = await create(stage, { ...plan, label: `${plan.label}-again`, fields });
    stage.log.say(`${again.number} is for ${plan.crashPoint} alone`);
    await playOrder(stage, again.plan, again.number);
  }
}

/** One crash point alone. */
export async function playCrashPoint(stage: Stage, point: CrashPoint): Promise<void> {
  const plans = castOrders(stage.seed).crashing.filter((plan) => plan.crashPoint === point);
  await openDoors(stage);
  const placed = await createAll(stage, plans);
  const answers = await beforeAnyWorker(stage, placed);
  await stage.product.start('worker');
  const stories = placed.map(({ plan, number }) => playOrder(stage, plan, number));
  await Promise.all([...stories, ...answers]);
}

/** Just enough for the bug that was put in to show. */
export async function playMutant(stage: Stage, mutant: string): Promise<void> {
  const cast = castOrders(stage.seed);
  await openDoors(stage);
  if (mutant === 'M3') {
    const racing = await createAll(stage, cast.racing);
    await stage.product.start('worker');
    await raceForBudget(stage, racing);
    return;
  }
  const wanted = mutant === 'M2' ? 'sn.insert' : null;
  const plans = cast.crashing.filter((plan) => plan.crashPoint === (wanted ?? 'proj.commit'));
  const placed = await createAll(
    stage,
    plans.map((plan) => ({ ...plan, crashPoint: wanted, jumps: false })),
  );
  await stage.product.start('worker');
  await Promise.all(
    placed.map(async ({ plan, number }) => {
      await submit(stage, plan, number);
      await approve(stage, plan, number);
      await finishOrder(stage, plan, number);
    }),
  );
}
