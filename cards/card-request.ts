import type { ErrorCode, Problem } from '../src/domain/errors';
import type { Order } from '../src/domain/order/order';
import type { Actor, Person } from '../src/domain/people';
import type { Instant } from '../src/domain/time';
import type { NoticeFacts } from '../src/ports/outboxes';
import type { OrderChecks } from '../src/use-cases/check-order';

/** Who looks at a card: rights decide what is offered, the zone how times read. */
export type Viewer = Actor & Person & { timeZone: string };

/** Addresses on the board, made by the caller from its configuration and an encoded id. */
export interface Links {
  order(orderNumber: string): string;
  board: string;
}

interface AboutOrder {
  order: Order;
  viewer: Viewer;
  now: Instant;
  links: Links;
  /**
   * Teams user ids of those whose client may ask for its own view. Absent: the card asks nobody.
   * More than 60 are too many for Teams: then nobody is listed.
   */
  refreshUserIds?: readonly string[] | undefined;
}

export interface WelcomeRequest {
  view: 'welcome';
  viewer: Viewer;
  links: Links;
}

export interface OrderRequest extends Omit<AboutOrder, 'viewer'> {
  view: 'order';
  /** Null: the shared card of a group, which offers nothing and shows no money. */
  viewer: Viewer | null;
  /** Why an action with an input was not done; the card opens at that input. */
  error?: ErrorCode | undefined;
  /** What stands above the facts, such as the answer to what was just done; one line each. */
  message?: string | undefined;
}

export interface ApprovalRequest extends AboutOrder {
  view: 'approval';
  /** Why the last click was not counted; nothing was sent. */
  error?: ErrorCode | undefined;
  /** What the person had typed. */
  comment?: string | undefined;
}

export interface OutcomeRequest extends AboutOrder {
  view: 'outcome';
  /** Set for a click that came too late; an empty message stands for the usual sentence. */
  stale?: { message: string } | undefined;
  /** The wish is stored and its answer still under way. */
  beingConfirmed?: boolean | undefined;
}

export interface NoticeRequest extends AboutOrder {
  view: 'notice';
  facts: NoticeFacts;
}

export interface OrderFormRequest {
  view: 'order-form';
  mode: 'create' | 'edit';
  /** What was typed or stands in the order, under any of a field's names. */
  values: Readonly<Record<string, unknown>>;
  problems: readonly Problem[];
  sites: readonly { id: string; name: string }[];
  providers: readonly { key: string; name: string }[];
  /** The order being edited. */
  order?: Order | undefined;
  checks?: OrderChecks | null | undefined;
  /** What was stored although fields need another look; absent: nothing was. */
  done?: string | undefined;
  /** Makes a form sent twice one order. */
  draftId?: string | undefined;
  now: Instant;
  links: Links;
}

export interface OrderListRequest {
  view: 'order-list';
  title: string;
  /** In the order they are shown; at most ten are. */
  orders: readonly Order[];
  viewer: Viewer;
  now: Instant;
  links: Links;
  /** How many of the list stand before those given, and how many it has in all. */
  from: number;
  total: number;
}

export type CardRequest =
  | WelcomeRequest
  | OrderRequest
  | ApprovalRequest
  | OutcomeRequest
  | NoticeRequest
  | OrderFormRequest
  | OrderListRequest;

/** A card ready to send, with the line a toast shows. */
export interface Card {
  card: unknown;
  summary: string;
}
