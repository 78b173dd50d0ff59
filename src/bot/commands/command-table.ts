import type { Role } from '../../domain/people';

export interface CommandRow {
  usage: string;
  does: string;
  example: string;
  /** Who has use for it; everyone where absent. */
  roles?: readonly Role[];
}

const ASKING = ['requester', 'admin'] as const;
const DECIDING = ['approver', 'admin'] as const;

/** Everything that can be typed. An action of an order has the word of the action table. */
export const COMMANDS = {
  help: {
    usage: 'help [command]',
    does: 'what you can send',
    example: 'help approve',
  },
  'new order': {
    usage: 'new order [site=… purpose=… provider=… speed=… why="…" …]',
    does: 'opens the form, or saves a draft in one line',
    example:
      'new order site=TXH97 purpose=Primary provider=Comcast speed=1G why="store opening" monthly=1800 install=1000 term=36',
    roles: ASKING,
  },
  edit: {
    usage: 'edit <id> field=value …',
    does: 'changes fields of an order',
    example: 'edit 123 speed=2G monthly=2100',
    roles: ASKING,
  },
  submit: {
    usage: 'submit <id>',
    does: 'asks the approvers',
    example: 'submit 123',
    roles: ASKING,
  },
  recall: {
    usage: 'recall <id>',
    does: 'takes an order back to draft',
    example: 'recall 123',
    roles: ASKING,
  },
  revise: {
    usage: 'revise <id>',
    does: 'opens the next revision after the provider rejected it',
    example: 'revise 123',
    roles: ASKING,
  },
  cancel: {
    usage: 'cancel <id> reason',
    does: 'withdraws an order, or asks the provider to cancel',
    example: 'cancel 123 the store does not open',
    roles: ASKING,
  },
  accept: {
    usage: 'accept <id> [result=… billing=2027-03-01]',
    does: 'accepts the tested circuit',
    example: 'accept 123 result="throughput 940 Mbps"',
    roles: ASKING,
  },
  enable: {
    usage: 'enable <id>',
    does: 'says that the network uses the circuit',
    example: 'enable 123',
    roles: ASKING,
  },
  approve: {
    usage: 'approve <id> [comment]',
    does: 'approves the step that asks you',
    example: 'approve 123 fine with me',
    roles: DECIDING,
  },
  reject: {
    usage: 'reject <id> comment',
    does: 'rejects it, with your reason',
    example: 'reject 123 the site closes',
    roles: DECIDING,
  },
  return: {
    usage: 'return <id> comment',
    does: 'asks the requester for changes',
    example: 'return 123 a shorter term, please',
    roles: DECIDING,
  },
  pending: {
    usage: 'pending',
    does: 'lists what waits for your decision',
    example: 'pending',
    roles: DECIDING,
  },
  'my orders': {
    usage: 'my orders [open|all]',
    does: 'lists your orders',
    example: 'my orders all',
  },
  more: {
    usage: 'more',
    does: 'goes on with the list shown last',
    example: 'more',
  },
  status: {
    usage: 'status <id>',
    does: 'shows an order',
    example: 'status 123',
  },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

export function commandRow(name: CommandName): CommandRow {
  return COMMANDS[name];
}
