import { Refusal, type Problem } from '../domain/errors';
import { FIELD_NAMES } from '../domain/order/fields';
import type { Order } from '../domain/order/order';
import type { FieldValues } from '../domain/order/parse-fields';
import type { Channel } from '../ports/orders';
import { fieldsOf } from '../domain/order/fields-of';
import { actOnOrder, type ActResult } from './act-on-order';
import { checkOrderNow, type OrderChecks } from './check-order';
import { readOrder } from './read-order';
import { requireGrant, requireMember } from './require-member';
import { requireNoProblems, resolveFields } from './resolve-fields';
import type { Tools } from './tools';

export interface CreateOrder {
  actor: string;
  channel: Channel;
  /** Made where the wish was born; the same id again is the same order. */
  clientId: string;
  input: Readonly<Record<string, unknown>>;
  submit: boolean;
}

export interface CreatedOrder {
  order: Order;
  checks: OrderChecks;
  /**
   * The id had made this order before, of other fields than the wish has now: nothing of the wish
   * was taken, and nothing submitted that it does not say.
   */
  differs: boolean;
  /** Null unless asked to submit; a refusal leaves the draft. */
  submit: ActResult | null;
}

/** Stores a draft with a number, says what its submit would meet, and submits it if asked. */
export async function createOrder(tools: Tools, wish: CreateOrder): Promise<CreatedOrder> {
  const member = await requireMember(tools.directory, wish.actor);
  requireGrant(member, 3);
  const { values, problems, site, provider } = await resolveFields(tools, member, wish, true);
  requireNoProblems(problems);
  if (site === null || provider === null) throw new Refusal('INTERNAL');
  const { orderNumber, created } = await tools.orders.recordDraft({
    clientId: wish.clientId,
    fields: values,
    requestedBy: member.oid,
    createdBy: member.oid,
    channel: wish.channel,
    at: tools.clock.nowIso(),
  });
  tools.crashPoints.reached('api.commit', orderNumber);
  let order = await readOrder(tools, orderNumber);
  const differs = !created && isOther(order, values);
  const checks = await checkOrderNow(tools, {
    orderNumber,
    fields: values,
    site,
    provider,
    requestedBy: member,
    isTry: differs,
  });
  if (differs) return { order, checks, differs, submit: wish.submit ? staleOf(order) : null };
  order = await readOrder(tools, orderNumber);
  if (!wish.submit) return { order, checks, differs, submit: null };
  const submit = await actOnOrder(tools, {
    actor: wish.actor,
    channel: wish.channel,
    orderNumber,
    action: 'submit',
    clientKey: `create/${wish.clientId}`,
    seen: { stage: order.stage, revision: order.revision, termsHash: order.termsHash },
    input: {},
  });
  order = await readOrder(tools, orderNumber);
  return { order, checks, differs, submit };
}

const staleOf = ({ stage, revision, round }: Order): ActResult => ({
  result: 'refused',
  code: 'SEEN_STALE',
  facts: { stage, revision, round },
});

function isOther(order: Order, values: FieldValues): boolean {
  const stored: FieldValues = fieldsOf(order);
  return FIELD_NAMES.some((name) => (stored[name] ?? null) !== (values[name] ?? null));
}

/** The same checks for an order nobody has stored; problems do not stop the other answers. */
export async function checkDraft(
  tools: Tools,
  actor: string,
  input: Readonly<Record<string, unknown>>,
  orderNumber: string | null,
): Promise<{ problems: Problem[]; checks: OrderChecks | null }> {
  const member = await requireMember(tools.directory, actor);
  requireGrant(member, 3);
  const resolved = await resolveFields(tools, member, { input, channel: 'api' }, true);
  const { values, problems, site, provider } = resolved;
  const knows = site !== null && provider?.active === true && values.circuitPurpose && values.speed;
  if (!knows) return { problems, checks: null };
  const question = {
    orderNumber,
    fields: values,
    site,
    provider,
    requestedBy: member,
    isTry: true,
  };
  return { problems, checks: await checkOrderNow(tools, question) };
}
