import type { ActionOffer, ActionSet, OrderAnswer } from '../../../src/api/answers';
import {
  ACTION_NAMES,
  actionRow,
  isDecision,
  type ActionName,
} from '../../../src/domain/order/actions';
import { STATUS_NAMES, type Status } from '../../../src/domain/order/stages';
import { PEOPLE } from './people';

const yes: ActionOffer = { allowed: true, code: null, reason: null };
const no = (reason: string): ActionOffer => ({ allowed: false, code: 'ACTION_NOT_NOW', reason });

/** What the scripted API offers Maya, the owner of everything, on an order. */
export function offersOn(order: OrderAnswer): ActionSet {
  const offer = (name: ActionName): ActionOffer => {
    if (!actionRow(name).from.includes(order.stage)) return no(reasonFor(name, order));
    if (isDecision(name) && !isMayasTurn(order)) {
      return no('This step is not yours to decide. It waits for Lee Park.');
    }
    return yes;
  };
  return Object.fromEntries(ACTION_NAMES.map((name) => [name, offer(name)])) as ActionSet;
}

function isMayasTurn(order: OrderAnswer): boolean {
  const step = order.approvals.find(({ state }) => state === 'current');
  return step?.persons.some(({ oid }) => oid === PEOPLE.maya.oid) === true;
}

function reasonFor(name: ActionName, order: OrderAnswer): string {
  if (name === 'accept')
    return 'Testing comes first. Once the work is completed, the assignee accepts.';
  if (name === 'submit') return 'The order is submitted already. Revise it after a rejection.';
  if (name === 'revise') return 'The provider has the order. Cancel it and copy it to a new one.';
  return `“${actionRow(name).label}” is not possible while the order is “${order.stage_label}”.`;
}

/** Per column the one action leading there, or why none does. */
export function columnsFor(order: OrderAnswer) {
  const set = offersOn(order);
  const column = (status: Status) => {
    const action = ACTION_NAMES.find((name) => actionRow(name).column === status) ?? null;
    if (action === null) {
      return {
        action,
        allowed: false,
        reason: 'Only the provider moves an order there. Its news arrives by itself.',
      };
    }
    return { action, allowed: set[action].allowed, reason: set[action].reason };
  };
  return Object.fromEntries(STATUS_NAMES.map((status) => [status, column(status)])) as Record<
    Status,
    ReturnType<typeof column>
  >;
}

export function describeActions() {
  const describe = (name: ActionName) => {
    const { label, asks, column = null, consequence } = actionRow(name);
    return { label, asks, column, consequence };
  };
  return Object.fromEntries(ACTION_NAMES.map((name) => [name, describe(name)])) as Record<
    ActionName,
    ReturnType<typeof describe>
  >;
}
