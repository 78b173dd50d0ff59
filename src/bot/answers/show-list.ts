import type { ListName, Rest } from '../../ports/conversations';
import { isShared, type Asking } from '../asking';
import { message, type Outcome } from '../turn';
import { listCard } from './draw';
import { LIST_IN_PRIVATE, noRest } from './sentences';

const LISTED = 10;

interface List {
  title: string;
  empty: string;
}

const LISTS: Readonly<Record<ListName, List>> = {
  open: {
    title: 'My orders, open',
    empty: 'You have no open orders. `my orders all` also lists those that ended.',
  },
  all: {
    title: 'My orders, all',
    empty: 'You have no orders yet. `new order` opens the form.',
  },
  pending: {
    title: 'Waiting for your decision',
    empty: 'Nothing waits for your decision.',
  },
};

/** Where a list goes on: after so many that were shown, the last of which is `after`. */
type Start = Pick<Rest, 'from'> & { after: Rest['after'] | null };

/** Ten orders of a list; the chat remembers what is left of it. */
export async function showList(
  asking: Asking,
  name: ListName,
  { from, after }: Start = { from: 0, after: null },
): Promise<Outcome> {
  if (isShared(asking)) return message(LIST_IN_PRIVATE);
  const { member, tools, conversations, turn } = asking;
  const part = { after, size: LISTED };
  const { orders, left, last } = await (name === 'pending'
    ? tools.orders.listWaitingFor(member.oid, part)
    : tools.orders.listOwn(member.oid, name, part));
  const { title, empty } = LISTS[name];
  const shown = from + orders.length;
  const hasMore = last !== null && orders.length < left;
  await conversations.keepRest(
    turn.conversation,
    hasMore ? { name, from: shown, after: last } : null,
  );
  if (orders.length === 0) return message(from === 0 ? empty : noRest(asking.links.board));
  return listCard(asking, { title, orders, from, total: from + left });
}

/** What follows the ten that were shown. */
export async function showRest(asking: Asking): Promise<Outcome> {
  const rest = await asking.conversations.findRest(asking.turn.conversation);
  return rest === null ? message(noRest(asking.links.board)) : showList(asking, rest.name, rest);
}
