import { cardFor } from '../../cards/draw-card';
import { isAsked } from '../../cards/order-facts';
import { noticeText } from '../../cards/notice-text';
import { ChatTrouble } from '../ports/chat';
import { isHappening, noticeRow } from '../domain/order/notices';
import type { Order } from '../domain/order/order';
import type { ChatRow, RowOutcome } from '../ports/outboxes';
import { laterBy } from './relay-mails';
import { tellTrouble } from './tell-trouble';
import type { RelayTools } from './tools';

const AT_ONCE = 8;
// Who blocked the bot is told by mail; that is no matter of the order.
const CAUSES = { unreachable: 'teams_unreachable' } as const;

/** Sends and updates cards. Each is drawn when it is sent, so a late one shows the truth. */
export async function relayChat(tools: RelayTools): Promise<number> {
  const rows = await tools.outboxes.claimChat(AT_ONCE, tools.clock.nowIso());
  await Promise.all(
    rows.map(async (row) => {
      const outcome = await trySending(tools, row);
      if (outcome === 'no chat') {
        await tools.outboxes.parkChat(row.id, tools.clock.nowIso());
        return;
      }
      try {
        await tellTrouble(tools, row, outcome, CAUSES);
      } catch (error) {
        // What is sent is sent: kept for telling, it would be sent again while nobody can be told.
        if (outcome.state === 'done') await finish(tools, row, outcome);
        throw error;
      }
      await finish(tools, row, outcome);
    }),
  );
  return rows.length;
}

const finish = ({ outboxes, clock }: RelayTools, row: ChatRow, outcome: RowOutcome) =>
  outboxes.finishChat(row.id, outcome, clock.nowIso());

async function trySending(tools: RelayTools, row: ChatRow): Promise<RowOutcome | 'no chat'> {
  const order = await tools.orders.read(row.orderNumber);
  if (order === null) return { state: 'dead', cause: 'The order is gone.' };
  // A copy that vanished is missed by nobody, but a question has to be asked again.
  const hasVanished = row.kind === 'update' && row.copy === null;
  if (hasVanished && !isQuestion(order, row)) return { state: 'done' };
  if (row.conversation === null) return waitForChat(tools, row);
  try {
    await send(tools, row, order, row.conversation);
    return { state: 'done' };
  } catch (error) {
    if (!(error instanceof ChatTrouble)) throw error;
    return afterTrouble(tools, row, row.conversation.id, error);
  }
}

const isQuestion = (order: Order, { view, to }: ChatRow) =>
  view === 'approval' && isAsked(order, to);

async function send(
  tools: RelayTools,
  row: ChatRow,
  order: Order,
  conversation: NonNullable<ChatRow['conversation']>,
): Promise<void> {
  const { chat, clock, links, copies } = tools;
  if (row.kind === 'text') {
    await chat.sendText(conversation, noticeText(order, row.to, row.facts, clock.nowIso()));
    return;
  }
  const { card, summary } = cardFor({
    copyView: row.view,
    order,
    viewer: row.to,
    facts: row.facts,
    now: clock.nowIso(),
    links,
    refreshUserIds: [conversation.teamsUserId],
  });
  if (row.copy !== null) {
    await chat.updateCard({ conversation, activityId: row.copy.activityId }, card, summary);
    await copies.markShown(row.copy.id, order);
    return;
  }
  const activityId = await chat.sendCard(conversation, card, summary);
  tools.crashPoints.reached('card.send', row.orderNumber);
  await copies.recordCopy({
    conversationId: conversation.id,
    orderNumber: row.orderNumber,
    oid: row.to.oid,
    view: row.view,
    facts: row.facts,
    activityId,
    shown: order,
  });
}

/** Nowhere to write to, now or any more: a mail carries the message meanwhile. */
async function waitForChat(tools: RelayTools, row: ChatRow): Promise<RowOutcome | 'no chat'> {
  await mailInstead(tools, row);
  return row.kind === 'text' ? { state: 'dead', cause: 'No chat with this person.' } : 'no chat';
}

async function mailInstead({ outboxes, clock }: RelayTools, row: ChatRow): Promise<void> {
  const { happening } = row.facts;
  if (typeof happening !== 'string' || !isHappening(happening)) return;
  await outboxes.mailInstead(row, noticeRow(happening).mail, clock.nowIso());
}

async function afterTrouble(
  tools: RelayTools,
  row: ChatRow,
  conversationId: number,
  trouble: ChatTrouble,
): Promise<RowOutcome> {
  const { copies, clock } = tools;
  const { message: cause, retryAfterMs } = trouble;
  switch (trouble.trouble) {
    case 'gone':
      if (row.copy === null) await copies.markUnreachable(conversationId, 'gone');
      else await copies.markGone(row.copy.id);
      // Tried once more, where the person is now and only if there is still something to say.
      return { state: 'later', cause, notBefore: clock.nowIso() };
    case 'blocked':
      await copies.markUnreachable(conversationId, 'blocked');
      await mailInstead(tools, row);
      return { state: 'dead', cause };
    case 'too-large':
      return { state: 'dead', cause };
    case 'transient':
      // A card said twice is true twice; a short text is only noise.
      if (row.kind === 'text' && trouble.mayHaveArrived) return { state: 'dead', cause };
      return tryLater(tools, row, cause, retryAfterMs);
    case 'throttled':
    case 'misconfigured':
      return tryLater(tools, row, cause, retryAfterMs);
  }
}

/** Who cannot be reached in Teams for hours hears of it by mail; the card follows when it can. */
async function tryLater(
  tools: RelayTools,
  row: ChatRow,
  cause: string,
  retryAfterMs: number | null,
): Promise<RowOutcome> {
  const waited = Date.parse(tools.clock.nowIso()) - Date.parse(row.createdAt);
  if (waited >= tools.policy.attentionAfterMs) await mailInstead(tools, row);
  return laterBy(tools, row.attempts, cause, retryAfterMs);
}
