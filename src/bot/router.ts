import { LIST_VERBS, isListVerb } from '../../cards/list-verbs';
import { WORKFLOW_ACTIONS, type WorkflowAction } from '../domain/order/actions';
import { Refusal } from '../domain/errors';
import type { NoticeFacts } from '../ports/outboxes';
import { readOrder } from '../use-cases/read-order';
import { requireMember } from '../use-cases/require-member';
import type { Tools } from '../use-cases/tools';
import { copyCard, orderCard, welcomeCard } from './answers/draw';
import {
  BEING_CONFIRMED,
  GONE_BUTTON,
  NO_ROLE,
  UNCHANGED,
  thrownSentence,
} from './answers/sentences';
import { showList } from './answers/show-list';
import type { Asking, BotTools } from './asking';
import { typeCommand } from './commands';
import { pressCreate, pressEdit } from './fill-form';
import { pressAction } from './press';
import { parseOrderNumber } from './press-input';
import { NOTHING, message, type CardAction, type CardData, type Outcome, type Turn } from './turn';

/** Answers a turn. It never fails: whatever goes wrong becomes a sentence that says what holds. */
export type Router = (turn: Turn) => Promise<Outcome>;

/**
 * From a turn to its answer, through the use cases and nothing else. Rights are asked anew on every
 * turn; a card's data only says which order was meant and what its reader saw.
 */
export function createRouter(tools: BotTools): Router {
  return async (turn) => {
    const wish = watched(tools.useCases);
    try {
      return await answer(turn, { ...tools, useCases: wish.tools });
    } catch (error) {
      if (error instanceof Refusal) {
        return message(error.code === 'NO_ROLE' ? NO_ROLE : thrownSentence(error));
      }
      tools.logger.error({ err: error, turn: turn.kind }, 'bot turn failed');
      return message(wish.isRecorded() ? BEING_CONFIRMED : UNCHANGED);
    }
  };
}

/** The use cases' tools, noting whether anything was stored: only then may it go on by itself. */
function watched(tools: Tools): { tools: Tools; isRecorded: () => boolean } {
  let recorded = false;
  const noting =
    <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      const result = await write(...args);
      recorded = true;
      return result;
    };
  const { orders } = tools;
  return {
    tools: {
      ...tools,
      orders: {
        ...orders,
        recordDraft: noting((draft) => orders.recordDraft(draft)),
        recordEdit: noting((edit) => orders.recordEdit(edit)),
        recordIntent: noting((intent) => orders.recordIntent(intent)),
      },
    },
    isRecorded: () => recorded,
  };
}

async function answer(turn: Turn, tools: BotTools): Promise<Outcome> {
  if (turn.kind === 'other' || turn.kind === 'removed') return NOTHING;
  if (turn.actor === null) return message(NO_ROLE);
  const member = await requireMember(tools.useCases.directory, turn.actor);
  const { conversations, copies, links, useCases } = tools;
  const now = useCases.clock.nowIso();
  const asking: Asking = {
    ...{ turn, member, tools: useCases, conversations, copies, links, now },
  };
  switch (turn.kind) {
    case 'installed':
      return welcomeCard(asking);
    case 'command':
      return typeCommand(asking, turn.payload.text);
    case 'refresh':
      return refreshCard(asking, turn.payload.data);
    case 'cardAction':
      return press(asking, turn.payload);
  }
}

/** A card asks for this person's view of itself; nothing is written. */
async function refreshCard(asking: Asking, data: CardData): Promise<Outcome> {
  const order = await readOrder(asking.tools, parseOrderNumber(data));
  const { view, facts } = data;
  return copyCard(asking, order, typeof view === 'string' ? view : 'order', factsIn(facts));
}

/** What a card remembers of its cause. It went through the client, so only plain values count. */
function factsIn(facts: unknown): NoticeFacts {
  if (typeof facts !== 'object' || facts === null) return {};
  const entries: [string, unknown][] = Object.entries(facts).slice(0, 30);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (isPlain(value) ? [[name, value]] : [])),
  );
}

function isPlain(value: unknown): value is NoticeFacts[string] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

async function press(asking: Asking, payload: CardAction['payload']): Promise<Outcome> {
  const { verb, data, cardId } = payload;
  if (isListVerb(verb)) return showList(asking, LIST_VERBS[verb].list);
  if (verb === 'card.refresh') return refreshCard(asking, data);
  if (verb === 'order.create') return pressCreate(asking, data, cardId);
  if (verb === 'order.edit') return pressEdit(asking, data);
  const action = WORKFLOW_ACTIONS.find((name): name is WorkflowAction => verb === `order.${name}`);
  if (action !== undefined) return pressAction(asking, action, data);
  if (data['orderNumber'] === undefined) return message(`${GONE_BUTTON} Type \`help\`.`);
  const order = await readOrder(asking.tools, parseOrderNumber(data));
  return orderCard(asking, order, { message: GONE_BUTTON });
}
