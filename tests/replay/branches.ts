import type { SendOutcome } from '../../src/activities/activities';
import { UNDATED, type OrderBench } from '../support/order-bench';
import type { OrderDriver } from '../support/order-driver';
import { DAY_MS, type SkippingHouse } from '../support/time-skipping';

/** The carrier of a recording: what it answers to sends and look-ups, per order. */
export interface ScriptedCarrier {
  sends: Map<string, () => Promise<SendOutcome>>;
  settled: Map<string, SendOutcome>;
}

export interface Stage {
  bench: OrderBench;
  house: SkippingHouse;
  driver: OrderDriver;
  carrier: ScriptedCarrier;
}

export function placed(orderNumber: string, revision = 1): SendOutcome {
  return {
    kind: 'placed',
    providerOrderId: `PO-${orderNumber}-${revision}`,
    acknowledgedAt: '2026-11-24T10:00:00.000Z',
  };
}

const silent = () => Promise.reject(new Error('the carrier does not answer'));

async function small(stage: Stage, siteId: string): Promise<string> {
  const fields = { ...UNDATED, siteId, monthlyCost: '50.00', installCost: '0.00' };
  return (await stage.bench.draft(fields)).orderNumber;
}

async function large(stage: Stage, siteId: string): Promise<string> {
  const fields = { ...UNDATED, siteId, monthlyCost: '1800.00' };
  return (await stage.bench.draft(fields)).orderNumber;
}

/**
 * One life per branch of the story; each answers with the order it played. Lives that let days pass
 * come before the one whose carrier never answers: its tries would fill those days.
 */
export const BRANCHES: Readonly<Record<string, (stage: Stage) => Promise<string>>> = {
  async 'delivered-in-full'(stage) {
    const { driver, house } = stage;
    const order = await small(stage, 'TXH97');
    await driver.act(order, 'submit', 'sam');
    await driver.reach(order, 'acknowledged');
    await driver.report(order, 'accepted');
    await driver.reach(order, 'confirmed');
    const [first, second] = [await house.dayIn(40), await house.dayIn(47)];
    await driver.report(order, 'focSet', { date: first });
    await driver.reach(order, 'install_scheduled');
    await driver.report(order, 'focRevised', { date: second, previousDate: first });
    await driver.report(order, 'dispatched');
    await driver.reach(order, 'installing');
    await driver.report(order, 'completed', { date: second });
    await driver.reach(order, 'testing');
    await driver.act(order, 'accept', 'sam');
    await driver.act(order, 'enable', 'sam');
    return order;
  },
  async 'reminded-escalated-approved-twice'(stage) {
    const { driver, house } = stage;
    const order = await large(stage, 'TXH14');
    await driver.act(order, 'submit', 'sam');
    await house.pass(20 * DAY_MS);
    await driver.act(order, 'approve', 'dana');
    await driver.act(order, 'approve', 'lee');
    await driver.reach(order, 'acknowledged');
    return order;
  },
  async 'silent-carrier-and-servicenow'(stage) {
    const { driver, house } = stage;
    const order = await small(stage, 'ILC97');
    await driver.act(order, 'submit', 'sam');
    await driver.reach(order, 'acknowledged');
    await house.pass(10 * DAY_MS);
    const cause = 'servicenow_unreachable';
    await house.runtime.tellTrouble(order, [{ key: 'trouble', kind: 'trouble', cause }]);
    await driver.report(order, 'accepted');
    await driver.reach(order, 'confirmed');
    await house.runtime.tellTrouble(order, [{ key: 'over', kind: 'over', cause }]);
    await house.pass(1_000);
    return order;
  },
  async 'returned-and-submitted-again'(stage) {
    const { driver } = stage;
    const order = await large(stage, 'TXH33');
    await driver.act(order, 'submit', 'sam');
    await driver.act(order, 'return', 'dana', { comment: 'Ask for two quotes.' });
    await driver.act(order, 'submit', 'sam');
    await driver.act(order, 'reject', 'dana', { comment: 'Still one quote.' });
    await driver.act(order, 'cancel', 'sam', { reason: 'Not worth it.' });
    return order;
  },
  async 'recalled-while-asked'(stage) {
    const { driver } = stage;
    const order = await large(stage, 'CAL97');
    await driver.act(order, 'submit', 'sam');
    await driver.act(order, 'recall', 'sam');
    return order;
  },
  async 'form-refused'(stage) {
    const { driver, carrier } = stage;
    const order = await small(stage, 'TXD97');
    carrier.sends.set(order, () => Promise.resolve({ kind: 'refused' }));
    await driver.act(order, 'submit', 'sam');
    await stage.house.pass(1_000);
    await driver.reach(order, 'drafted');
    return order;
  },
  async 'withdrawn-while-sending'(stage) {
    const { driver, carrier } = stage;
    const order = await small(stage, 'TXD14');
    carrier.sends.set(order, silent);
    await driver.act(order, 'submit', 'sam');
    await driver.act(order, 'cancel', 'sam', { reason: 'The store closes.' });
    await driver.reach(order, 'withdrawn');
    return order;
  },
  async 'found-while-cancelling-then-cancelled'(stage) {
    const { driver, carrier } = stage;
    const order = await small(stage, 'TXD33');
    carrier.sends.set(order, silent);
    carrier.settled.set(order, placed(order));
    await driver.act(order, 'submit', 'sam');
    await driver.act(order, 'cancel', 'sam', { reason: 'The store closes.' });
    await driver.reach(order, 'acknowledged');
    await driver.report(order, 'accepted');
    await driver.reach(order, 'confirmed');
    await stage.house.pass(1_000);
    await driver.report(order, 'cancelled');
    await driver.reach(order, 'cancelled');
    return order;
  },
  async 'rejected-and-revised'(stage) {
    const { driver } = stage;
    const order = await small(stage, 'CAL14');
    await driver.act(order, 'submit', 'sam');
    await driver.reach(order, 'acknowledged');
    await driver.report(order, 'rejected');
    await driver.reach(order, 'rejected_by_provider');
    await driver.act(order, 'revise', 'sam');
    await driver.act(order, 'submit', 'sam');
    await driver.reach(order, 'acknowledged');
    return order;
  },
  async 'unreachable-carrier'(stage) {
    const { driver, carrier, house } = stage;
    const order = await small(stage, 'CAL33');
    carrier.sends.set(order, silent);
    await driver.act(order, 'submit', 'sam');
    await house.pass(5 * 3_600_000);
    return order;
  },
  async 'failed-at-the-carrier'(stage) {
    const { driver } = stage;
    const order = await small(stage, 'CAL08');
    await driver.act(order, 'submit', 'sam');
    await driver.reach(order, 'acknowledged');
    await driver.report(order, 'accepted');
    await driver.report(order, 'failed');
    await driver.reach(order, 'failed');
    return order;
  },
};
