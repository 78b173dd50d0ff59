import { randomUUID } from 'node:crypto';
import { many, sql } from '../../src/adapters/postgres/sql';
import type { CarrierEvent } from '../../src/domain/order/events';
import type { OrderPlan } from './order-plan';
import type { Stage } from './stage';
import { actUntil, approveStep, finishOrder, hasReached, submit } from './story';

type Json = Record<string, unknown>;

/** Several orders against a budget that fits only some; who got it gives it back. */
export async function raceForBudget(
  stage: Stage,
  racing: readonly { plan: OrderPlan; number: string }[],
): Promise<void> {
  const { sam } = stage.people;
  await Promise.all(racing.map(({ number }) => sam.act(number, 'submit')));
  const pending = () =>
    many<{ n: number }>(
      stage.db,
      sql`SELECT count(*)::int AS n FROM intents i JOIN orders o ON o.id = i.order_id
          WHERE i.state = 'pending' AND o.order_number = ANY (${racing.map((one) => one.number)})`,
    ).then(
      ([row]) => row?.n ?? 1,
      () => 1,
    );
  await stage.watch.until('the race is decided', async () => (await pending()) === 0, 60_000);
  await stage.watch.until('the race is seen', () => winners(stage, racing).length > 0, 5_000);
  const won = winners(stage, racing);
  const lost = racing.length - won.length;
  stage.log.say(`budget race: ${won.length} held, ${lost} refused`);
  if (won.length > 0 && lost > 0) stage.log.reached.add('budget race');
  await Promise.all(
    won.map((number) =>
      actUntil(
        stage,
        () => sam.act(number, 'cancel', { input: { reason: 'The budget is wanted elsewhere.' } }),
        () => stage.watch.of(number)?.stage === 'withdrawn',
        `cancel ${number}`,
      ),
    ),
  );
}

const winners = (stage: Stage, racing: readonly { number: string }[]) =>
  racing.map((one) => one.number).filter((one) => hasReached(stage, one, 'pending_approval'));

/** The same yes from two channels at the same moment, then ten times in the browser. */
export async function doubleClick(stage: Stage, plan: OrderPlan, number: string): Promise<void> {
  const { dana, lee } = stage.people;
  await submit(stage, plan, number);
  await Promise.all([
    dana.act(number, 'approve').catch(() => undefined),
    dana.say(number, 'approve', { again: true }).catch(() => undefined),
  ]);
  await approveStep(stage, number, { number: 1, by: dana, inTeams: false });
  await stage.watch.until('step 2', () => stage.watch.of(number)?.step === 2, 60_000);
  // Any of them may be the one that counts, so the wish is noted before all of them.
  stage.log.journal.wishes.push({
    ...{ orderNumber: number, action: 'approve', actor: 'lee' },
    ...{ effect: 'once', why: 'ten clicks' },
  });
  const clicks = Array.from({ length: 10 }, () =>
    lee.act(number, 'approve', { again: true }).catch(() => undefined),
  );
  await Promise.all(clicks);
  await approveStep(stage, number, { number: 2, by: lee, inTeams: false });
  stage.log.reached.add('double click');
  await finishOrder(stage, plan, number);
}

/** Who asked for an order tries to approve it, in the browser and in Teams. */
export async function approveOwn(stage: Stage, plan: OrderPlan, number: string): Promise<void> {
  const { alex } = stage.people;
  await submit(stage, plan, number);
  const never = { effect: 'never', why: 'own order' } as const;
  const acted = await alex.act(number, 'approve', never);
  if (acted.outcome === 'refused') stage.log.reached.add('own approval');
  await alex.say(number, 'approve', never);
}

function findApprove(card: Json | null, orderNumber: string): Json | undefined {
  if (card === null) return undefined;
  const found: Json[] = [];
  const search = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(search);
    else if (typeof value === 'object' && value !== null) {
      const node = value as Json;
      const data = node['data'] as Json | undefined;
      const fits = node['verb'] === 'order.approve' && data?.['orderNumber'] === orderNumber;
      if (node['type'] === 'Action.Execute' && fits) found.push(node);
      Object.values(node).forEach(search);
    }
  };
  search(card);
  return found[0];
}

/** The button of a card as it stood before the decision, pressed again afterwards. */
export async function pressStale(stage: Stage, plan: OrderPlan, number: string): Promise<void> {
  const { dana, lee } = stage.people;
  await submit(stage, plan, number);
  let old: { activityId: string; raw: Json } | undefined;
  const look = async () => {
    for (const { id, card } of await stage.outside.cardsOf('dana')) {
      const raw = findApprove(card, number);
      if (raw !== undefined) old = { activityId: id, raw };
    }
    return old !== undefined;
  };
  await stage.watch.until(`a card of ${number} at dana`, look, 60_000);
  await approveStep(stage, number, { number: 1, by: dana, inTeams: false });
  if (old !== undefined) {
    // `dana` approved once above; the journal holds that wish, and no second one.
    const { status } = await stage.outside.inTeams('dana', 'action', { ...old });
    stage.log.say(`stale card pressed: ${String(status)}`);
    stage.log.reached.add('stale card');
  }
  await forge(stage, number);
  await approveStep(stage, number, { number: 2, by: lee, inTeams: false });
  await finishOrder(stage, plan, number);
}

/** Messages and notifications nobody entitled has signed. */
async function forge(stage: Stage, orderNumber: string): Promise<void> {
  const { journal } = stage.log;
  journal.wishes.push({
    ...{ orderNumber, action: 'reject', actor: 'lee' },
    ...{ effect: 'never', why: 'forged' },
  });
  const text = `reject ${orderNumber} because we say so`;
  for (const forgery of ['bad-signature', 'stranger-key', 'unsigned']) {
    await stage.outside.inTeams('lee', 'send', { text, forge: forgery });
  }
  const eventId = randomUUID();
  journal.forgedEventIds.push(eventId);
  const event = { eventId, eventType: 'productOrderStateChangeEvent', event: { id: 'PO-1' } };
  for (const path of ['guessed-secret/event', 'undefined/event']) {
    await fetch(`${stage.house.url}/api/hooks/carriers/comcast/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    }).catch(() => undefined);
  }
  stage.log.reached.add('forged messages');
}

/** What the carrier reported so far is told to the order once more, backwards and twice. */
export async function tellAgain(stage: Stage, orderNumber: string): Promise<void> {
  const rows = await many<{ event: CarrierEvent }>(
    stage.db,
    sql`SELECT i.event FROM inbox i JOIN orders o ON o.id = i.order_id
        WHERE o.order_number = ${orderNumber} AND i.source LIKE 'carrier:%' ORDER BY i.id DESC`,
  );
  const events = rows.map((row) => row.event);
  for (let times = 0; times < 2; times += 1) await stage.runtime.tellOrder(orderNumber, events);
  if (events.length > 0) stage.log.reached.add('doubled and reordered reports');
}
