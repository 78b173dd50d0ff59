import { Refusal } from '../domain/errors';
import { FIELDS, type FieldName } from '../domain/order/fields';
import type { FieldValues } from '../domain/order/parse-fields';
import type { Order } from '../domain/order/order';
import { requireAction } from '../domain/order/check-action';
import { isBeforeSending } from '../domain/order/stages';
import type { Channel } from '../ports/orders';
import { fieldsOf } from '../domain/order/fields-of';
import { actOnOrder, dedupeKey, type ActResult } from './act-on-order';
import { factsOf } from '../domain/order/facts-of';
import { readOrder } from './read-order';
import { requireMember } from './require-member';
import { requireNoProblems, resolveFields } from './resolve-fields';
import type { Tools } from './tools';

export interface EditOrder {
  actor: string;
  channel: Channel;
  orderNumber: string;
  clientKey: string;
  input: Readonly<Record<string, unknown>>;
  /** The version the person changed; null where the channel has none. */
  version: number | null;
}

export interface EditedOrder {
  order: Order;
  /** Set where the edit took the order back to draft through its workflow. */
  act: ActResult | null;
}

/**
 * Changes fields. A draft is written at once; terms of an order others decide on go through the
 * workflow, which voids the approvals; after sending only notes can change.
 */
export async function editOrder(tools: Tools, wish: EditOrder): Promise<EditedOrder> {
  const member = await requireMember(tools.directory, wish.actor);
  const order = await readOrder(tools, wish.orderNumber);
  if (wish.version !== null && wish.version !== order.version) {
    throw new Refusal('VERSION_STALE', { version: order.version });
  }
  requireAction('edit', factsOf(order), { oid: member.oid, rights: member });
  const { values, problems } = await resolveFields(tools, member, wish, false);
  problems.push(...emptied(values));
  requireNoProblems(problems);
  const fields = changedOnly(order, values);
  const terms = (Object.keys(fields) as FieldName[]).filter((name) => 'term' in FIELDS[name]);
  if (Object.keys(fields).length === 0) return { order, act: null };

  const { actor, orderNumber, clientKey } = wish;
  const seen = { stage: order.stage, revision: order.revision };
  const asAct = { actor, orderNumber, clientKey, seen, action: 'edit' as const };
  if (order.stage !== 'drafted' && terms.length > 0) {
    if (!isBeforeSending(order.stage) || order.sending) {
      throw new Refusal('EDIT_LOCKED', { fields: terms.map((name) => FIELDS[name].label) });
    }
    const act = await actOnOrder(tools, { ...asAct, channel: wish.channel, input: { fields } });
    return { order: await readOrder(tools, wish.orderNumber), act };
  }
  await tools.orders.recordEdit({
    orderNumber: wish.orderNumber,
    fields,
    actor: wish.actor,
    channel: wish.channel,
    version: wish.version,
    dedupeKey: dedupeKey(asAct),
    at: tools.clock.nowIso(),
  });
  return { order: await readOrder(tools, wish.orderNumber), act: null };
}

/** A field a draft cannot do without may be changed, not emptied. */
function emptied(values: FieldValues) {
  return (Object.keys(values) as FieldName[])
    .filter((name) => values[name] === null && 'required' in FIELDS[name])
    .map((name) => ({
      field: FIELDS[name].column,
      code: 'FIELD_REQUIRED' as const,
      facts: { label: FIELDS[name].label },
    }));
}

function changedOnly(order: Order, values: FieldValues): FieldValues {
  const now: FieldValues = fieldsOf(order);
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => now[name as FieldName] !== value),
  );
}
