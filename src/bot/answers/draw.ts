import { drawCard, cardFor } from '../../../cards/draw-card';
import type { Card } from '../../../cards/card-request';
import type { ErrorCode, Problem } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { NoticeFacts } from '../../ports/outboxes';
import type { OrderChecks } from '../../use-cases/check-order';
import { isPublic, isShared, type Asking } from '../asking';
import { message, type Outcome } from '../turn';
import { FORM_IN_PRIVATE } from './sentences';

/** An order's card that this person keeps: shown with a version, so that it can be kept up to date. */
function shown(asking: Asking, card: Card, order: Order, view: string): Outcome {
  const { orderNumber } = order;
  // A copy in a shared chat would be redrawn for one person and show all what only they may see.
  const shows = isShared(asking)
    ? null
    : { orderNumber, state: order, view, oid: asking.member.oid, facts: {} };
  return { kind: 'card', card, shows };
}

const about = (asking: Asking, order: Order) => ({
  order,
  now: asking.now,
  links: asking.links,
  refreshUserIds: [asking.turn.conversation.teamsUserId],
});

/** The order with what this person may do; in a shared chat the card everyone may see. */
export function orderCard(
  asking: Asking,
  order: Order,
  more: { message?: string; error?: ErrorCode } = {},
): Outcome {
  const viewer = isShared(asking) ? null : asking.member;
  const base = about(asking, order);
  // A card that says something must not ask for itself at once: its new view would not say it.
  const isSaying = more.message !== undefined && viewer !== null;
  const refreshUserIds = isSaying ? undefined : base.refreshUserIds;
  const card = drawCard({ view: 'order', viewer, ...base, refreshUserIds, ...more });
  return shown(asking, card, order, 'order');
}

/** Asks for the decision once more, and says why the last click was not counted. */
export function approvalCard(
  asking: Asking,
  order: Order,
  { error, comment }: { error: ErrorCode; comment: string },
): Outcome {
  if (isPublic(asking)) return orderCard(asking, order, { error });
  const viewer = asking.member;
  const card = drawCard({ view: 'approval', viewer, error, comment, ...about(asking, order) });
  return shown(asking, card, order, 'approval');
}

/** What became of the question: after a decision, or for a click that came too late. */
export function outcomeCard(
  asking: Asking,
  order: Order,
  how: { stale?: { message: string }; beingConfirmed?: boolean } = {},
): Outcome {
  if (isPublic(asking)) return orderCard(asking, order);
  const card = drawCard({
    view: 'outcome',
    viewer: asking.member,
    ...about(asking, order),
    ...how,
  });
  return shown(asking, card, order, 'approval');
}

/** What a stored copy shows this person now. */
export function copyCard(
  asking: Asking,
  order: Order,
  copyView: string,
  facts: NoticeFacts,
): Outcome {
  if (isPublic(asking)) return orderCard(asking, order);
  const viewer = asking.member;
  const card = cardFor({ copyView, viewer, facts, ...about(asking, order) });
  return { kind: 'card', card, shows: null };
}

export interface Form {
  values: Readonly<Record<string, unknown>>;
  problems: readonly Problem[];
  order?: Order;
  checks?: OrderChecks | null;
  /** What the press before did all the same. */
  done?: string;
  /** Makes a form sent twice one order. */
  draftId?: string;
}

export async function formCard(asking: Asking, form: Form): Promise<Outcome> {
  if (form.order !== undefined && isPublic(asking)) return message(FORM_IN_PRIVATE);
  const { directory } = asking.tools;
  const [sites, providers] = await Promise.all([directory.listSites(), directory.listProviders()]);
  const card = drawCard({
    view: 'order-form',
    mode: form.order === undefined ? 'create' : 'edit',
    ...form,
    sites: sites.map(({ id, name }) => ({ id, name })),
    providers: providers.filter(({ active }) => active).map(({ key, name }) => ({ key, name })),
    now: asking.now,
    links: asking.links,
  });
  return { kind: 'card', card, shows: null };
}

export function listCard(
  asking: Asking,
  list: { title: string; orders: readonly Order[]; from: number; total: number },
): Outcome {
  const card = drawCard({
    view: 'order-list',
    ...list,
    viewer: asking.member,
    now: asking.now,
    links: asking.links,
  });
  return { kind: 'card', card, shows: null };
}

export function welcomeCard(asking: Asking): Outcome {
  const card = drawCard({ view: 'welcome', viewer: asking.member, links: asking.links });
  return { kind: 'card', card, shows: null };
}
