import { actionRow, type ActionName } from '../src/domain/order/actions';
import type { Order } from '../src/domain/order/order';
import { isBeforeSending, isEnd } from '../src/domain/order/stages';
import type { NoticeFacts } from '../src/ports/outboxes';
import { toCardStage } from './card-stage';

/** What a button sends back: which order, in which state it was seen, and nothing else. */
export type CardData = Readonly<Record<string, string | number | null>>;

/** A button. Older clients know only `Action.Submit`, so the fallback says its verb in the data. */
export interface ActionView {
  title: string;
  verb: string;
  style: 'default' | 'positive' | 'destructive';
  /** `none` keeps an action without questions apart from inputs of its neighbours. */
  inputs: 'auto' | 'none';
  data: CardData;
  fallbackData: CardData;
}

export function button(
  title: string,
  verb: string,
  data: CardData,
  look: Partial<Pick<ActionView, 'style' | 'inputs'>> = {},
): ActionView {
  const { style = 'default', inputs = 'none' } = look;
  return { title, verb, style, inputs, data, fallbackData: { ...data, verb } };
}

export function orderData(order: Order, action: ActionName): CardData {
  const { orderNumber, revision, termsHash } = order;
  const data = { orderNumber, revision, stage: toCardStage(order) };
  return action === 'submit' ? { ...data, termsHash } : data;
}

/** The true name of what happens: once the provider has an order, cancelling is a request. */
export function actionTitle(action: ActionName, order: Order): string {
  const atProvider = !isBeforeSending(order.stage) && order.stage !== 'rejected_by_provider';
  return action === 'cancel' && atProvider ? 'Request cancellation' : actionRow(action).label;
}

export function orderButton(
  action: ActionName,
  order: Order,
  look: Partial<Pick<ActionView, 'style' | 'inputs'>> = {},
): ActionView {
  return button(actionTitle(action, order), `order.${action}`, orderData(order, action), look);
}

export interface RefreshView {
  userIds: readonly string[];
  data: { view: string; orderNumber: string; facts: NoticeFacts };
}

/** Teams asks for at most this many people. */
const MAX_REFRESH = 60;

/** Whose clients ask for their own view; none for a card nothing can change any more. */
export function refreshOf(
  view: string,
  order: Order,
  userIds: readonly string[] | undefined,
  facts: NoticeFacts = {},
): RefreshView[] {
  if (userIds === undefined || isEnd(order.stage)) return [];
  const listed = userIds.length > MAX_REFRESH ? [] : userIds;
  return [{ userIds: listed, data: { view, orderNumber: order.orderNumber, facts } }];
}
