import { ACTION_NAMES, actionRow, type ActionName } from '../domain/order/actions';
import { checkAction, type OrderFacts } from '../domain/order/check-action';
import { refusalSentence } from '../domain/errors/sentence';
import { awaiting, type SentenceNames } from '../domain/errors/sentence-parts';
import { STATUS_NAMES, type Status } from '../domain/order/stages';
import type { Actor } from '../domain/people';
import type { ActionDescription, ActionOffer, ActionSet, TransitionsAnswer } from './answers';

/** The action table as surfaces read it. */
export const ACTION_DESCRIPTIONS = Object.fromEntries(
  ACTION_NAMES.map((name) => {
    const { label, asks, column, consequence } = actionRow(name);
    return [name, { label, asks, column: column ?? null, consequence }];
  }),
) as Record<ActionName, ActionDescription>;

export interface OfferContext {
  facts: OrderFacts;
  actor: Actor;
  totalMinor: bigint | null;
  /** Who the order waits for, and its provider. */
  names: SentenceNames;
}

export function offerOf(action: ActionName, context: OfferContext): ActionOffer {
  const { facts, actor, totalMinor, names } = context;
  const verdict = checkAction(action, facts, { oid: actor.oid, rights: actor }, totalMinor);
  if (verdict.allowed) return { allowed: true, code: null, reason: null };
  const reason = refusalSentence(verdict.code, verdict.facts, names);
  return { allowed: false, code: verdict.code, reason };
}

/** Every action of the table for one order and person. */
export function actionSetOf(context: OfferContext): ActionSet {
  return Object.fromEntries(
    ACTION_NAMES.map((name) => [name, offerOf(name, context)]),
  ) as ActionSet;
}

/** Equal sets are told once; rows name the one that is theirs. */
export function createSetDictionary() {
  const keys = new Map<string, string>();
  const sets: Record<string, ActionSet> = {};
  return {
    sets,
    keyOf(set: ActionSet): string {
      const text = JSON.stringify(set);
      const known = keys.get(text);
      if (known !== undefined) return known;
      const key = `s${keys.size + 1}`;
      keys.set(text, key);
      sets[key] = set;
      return key;
    },
  };
}

/** The one action a drag into a column means for an order in this stage. */
export function actionForColumn(facts: OrderFacts, column: Status): ActionName | null {
  const leading = ACTION_NAMES.filter(
    (name) => actionRow(name).column === column && actionRow(name).from.includes(facts.stage),
  );
  return leading[0] ?? null;
}

export function columnOffers(context: OfferContext, here: Status): TransitionsAnswer['columns'] {
  return Object.fromEntries(
    STATUS_NAMES.map((column) => [column, columnOffer(context, here, column)]),
  ) as TransitionsAnswer['columns'];
}

function columnOffer(context: OfferContext, here: Status, column: Status) {
  if (column === here) return { action: null, allowed: false, reason: 'The order stands here.' };
  const action = actionForColumn(context.facts, column);
  if (action === null) {
    return { action, allowed: false, reason: wayForward(context, here, column) };
  }
  const { allowed, reason } = offerOf(action, context);
  return { action, allowed, reason };
}

/** Why no action leads there, and what comes first instead. */
function wayForward({ facts, names }: OfferContext, here: Status, column: Status): string {
  const { stage, approval } = facts;
  if (approval !== null && column !== 'cancelled') {
    return `${awaiting(names)} The order moves by itself after the last approval.`;
  }
  if (facts.sending) return 'The order is being sent. It moves by itself once the provider has it.';
  if (stage === 'rejected_by_provider') return 'The provider rejected it. Revise or cancel it.';
  if (stage === 'drafted') return 'The order is a draft. Submit it first.';
  if (stage === 'activated') return 'Active circuit. A disconnect order ends it.';
  const closed = ['enabled', 'withdrawn', 'cancelled', 'failed'];
  if (closed.includes(stage)) return 'The order has ended. Create a new order instead.';
  if (column === 'draft') {
    return 'The provider has the order. To change its terms, cancel it and create a new order.';
  }
  if (STATUS_NAMES.indexOf(column) < STATUS_NAMES.indexOf(here)) {
    return 'Orders do not go back. The provider’s reports move them on.';
  }
  if (column === 'completed')
    return 'Testing comes first. The provider reports the work as completed.';
  return 'The provider’s reports move the order. Nothing has to be done here.';
}
