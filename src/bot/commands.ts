import { isActionName, type WorkflowAction } from '../domain/order/actions';
import type { Asking } from './asking';
import { orderCard } from './answers/draw';
import { showList, showRest } from './answers/show-list';
import { findOrder } from './commands/find-order';
import { helpText, unknownCommand } from './commands/help';
import { MAX_COMMAND, parseCommand } from './commands/parse-command';
import { typeAction } from './commands/type-action';
import { typeEdit, typeNewOrder } from './commands/type-order';
import type { CommandName } from './commands/command-table';
import { message, type Outcome } from './turn';

type Typed = (asking: Asking, rest: string) => Promise<Outcome>;

const OWN: Partial<Record<CommandName, Typed>> = {
  help: (asking, rest) => Promise.resolve(message(helpText(asking.member, rest))),
  'new order': typeNewOrder,
  edit: typeEdit,
  pending: (asking) => showList(asking, 'pending'),
  'my orders': typeMyOrders,
  more: showRest,
  status: showOrder,
};

/** What a person typed. Every action of a card has its word here, through the same use case. */
export async function typeCommand(asking: Asking, text: string): Promise<Outcome> {
  if (text.length > MAX_COMMAND) return message('That is too long for a command. Type `help`.');
  const parsed = parseCommand(text);
  if (parsed.command === null) return message(unknownCommand(parsed.meant));
  const { command, rest } = parsed;
  const own = OWN[command];
  if (own !== undefined) return own(asking, rest);
  return isActionName(command)
    ? typeAction(asking, command as Exclude<WorkflowAction, 'edit'>, rest)
    : message(unknownCommand(null));
}

function typeMyOrders(asking: Asking, rest: string): Promise<Outcome> {
  const which = rest === '' ? 'open' : rest.toLowerCase();
  return which === 'open' || which === 'all'
    ? showList(asking, which)
    : Promise.resolve(
        message(`Say \`my orders open\` or \`my orders all\`, not “${rest.slice(0, 40)}”.`),
      );
}

async function showOrder(asking: Asking, rest: string): Promise<Outcome> {
  const found = await findOrder(asking, rest);
  return found.order === null ? message(found.sentence) : orderCard(asking, found.order);
}
