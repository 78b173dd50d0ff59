import type { PermissionNumber } from '../permissions';
import { STAGE_NAMES, isEnd, isOpen, type Stage, type Status } from './stages';

/**
 * Everything a person can do to an order, one row each. The name is the API action, the bot
 * command, the workflow Update (rows with `workflow`), the audit code and, behind `order.`, the
 * card verb. A surface shows what this table offers and never decides by itself.
 */
export interface ActionRow {
  label: string;
  permission: PermissionNumber;
  /** Inputs the person is asked for; a trailing `?` marks an optional one. */
  asks: readonly AskName[];
  from: readonly Stage[];
  /** Whether the order's workflow performs it; else it is one database transaction. */
  workflow: boolean;
  /** The board column a drag must end in to mean this action. */
  column?: Status;
  /** From this total on a card asks once more and names the sum; in the order's own currency. */
  confirmFrom?: string;
  /** What the person reads before confirming; null: done at once, with undo. */
  consequence: string | null;
}

export type AskName =
  'fields' | 'comment?' | 'comment' | 'reason' | 'result?' | 'billing_start_on?';

const open = STAGE_NAMES.filter(isOpen);

export const ACTIONS = {
  create: {
    label: 'Create order',
    permission: 3,
    asks: ['fields'],
    from: [],
    workflow: false,
    consequence: null,
  },
  edit: {
    label: 'Edit',
    permission: 4,
    asks: ['fields'],
    from: open,
    workflow: true,
    consequence: null,
  },
  submit: {
    label: 'Submit for approval',
    permission: 7,
    asks: [],
    from: ['drafted'],
    workflow: true,
    column: 'submitted',
    consequence: 'Holds the budget and asks the approvers; after the last approval it is sent.',
  },
  approve: {
    label: 'Approve',
    permission: 8,
    asks: ['comment?'],
    from: ['pending_approval'],
    workflow: true,
    confirmFrom: '100000',
    consequence: 'Counts as your decision on these terms; after the last step the order is sent.',
  },
  return: {
    label: 'Ask for changes',
    permission: 8,
    asks: ['comment'],
    from: ['pending_approval'],
    workflow: true,
    consequence: 'Goes back to draft; the requester reads your comment.',
  },
  reject: {
    label: 'Reject',
    permission: 8,
    asks: ['comment'],
    from: ['pending_approval'],
    workflow: true,
    consequence: 'Goes back to draft as rejected; the requester reads your comment.',
  },
  recall: {
    label: 'Recall',
    permission: 13,
    asks: [],
    from: ['pending_approval', 'approved'],
    workflow: true,
    consequence: 'Goes back to draft; approvals given so far are void and the budget is released.',
  },
  revise: {
    label: 'Revise',
    permission: 13,
    asks: [],
    from: ['rejected_by_provider'],
    workflow: true,
    column: 'draft',
    consequence: 'Opens the next revision as a draft; it is checked and approved again.',
  },
  cancel: {
    label: 'Cancel order',
    permission: 14,
    asks: ['reason'],
    from: open,
    workflow: true,
    column: 'cancelled',
    consequence:
      'Before it is sent the order is withdrawn; afterwards the provider is asked to cancel.',
  },
  accept: {
    label: 'Accept circuit',
    permission: 15,
    asks: ['result?', 'billing_start_on?'],
    from: ['testing'],
    workflow: true,
    column: 'completed',
    consequence: 'The circuit counts as delivered and billing may start.',
  },
  enable: {
    label: 'Enable circuit',
    permission: 15,
    asks: [],
    from: ['activated'],
    workflow: true,
    consequence: 'Says that the network uses the circuit; the order ends.',
  },
} as const satisfies Record<string, ActionRow>;

export type ActionName = keyof typeof ACTIONS;

export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

export function actionRow(name: ActionName): ActionRow {
  return ACTIONS[name];
}

export function isActionName(text: string): text is ActionName {
  return Object.hasOwn(ACTIONS, text);
}

/** Names of the workflow's Updates. */
export type WorkflowAction = Exclude<ActionName, 'create'>;
export const WORKFLOW_ACTIONS = ACTION_NAMES.filter(
  (name): name is WorkflowAction => ACTIONS[name].workflow,
);

export type Decision = 'approve' | 'reject' | 'return';
export const DECISIONS: readonly Decision[] = ['approve', 'return', 'reject'];

export function isDecision(name: ActionName): name is Decision {
  return (DECISIONS as readonly ActionName[]).includes(name);
}

/** Whether an ended order, or one in this stage, can take the action at all. */
export function isOfferedIn(name: ActionName, stage: Stage): boolean {
  return !isEnd(stage) && actionRow(name).from.includes(stage);
}
