import { Refusal, type Problem } from '../domain/errors';
import type { Order } from '../domain/order/order';
import type { Channel } from '../ports/orders';
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
  /** Null unless asked to submit; a refusal leaves the draft. */
  submit: ActResult | null;
}

/** Stores a draft with a number, says what its submit would meet, and submits it if asked. */
export async function createOrder(tools: Tools, wish: CreateOrder): Promise<CreatedOrder> {
  const member = await requireMember(tools.directory, wish.actor);
  requireGrant(member, 3);
  const { values, problems, site, provider } = await resolveFields(tools, member, wish.input, true);
  requireNoProblems(problems);
  if (site === null || provider === null) throw new Refusal('INTERNAL');
  const { orderNumber } = await tools.orders.recordDraft({
    clientId: wish.clientId,
    fields: values,
    requestedBy: member.oid,
    createdBy: member.oid,
    channel: wish.channel,
    at: tools.clock.nowIso(),
  });
  tools.crashPoints.reached('api.commit', orderNumber);
  const checks = await checkOrderNow(tools, {
    orderNumber,
    fields: values,
    site,
    provider,
    requestedBy: member,
  });
  let order = await readOrder(tools, orderNumber);
  if (!wish.submit) return { order, checks, submit: null };
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
  return { order, checks, submit };
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
  const resolved = await resolveFields(tools, member, input, true);
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
