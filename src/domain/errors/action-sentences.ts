import type { Facts } from '../errors';
import { actionRow, isActionName, type ActionName } from '../order/actions';
import { STAGES, STAGE_NAMES, isOpen } from '../order/stages';
import { PERMISSIONS, type Grant, type PermissionNumber } from '../permissions';
import {
  MAX_GIVEN,
  awaiting,
  capital,
  listed,
  sentences,
  stageLabel,
  text,
  withFact,
  type Sentence,
  type Sentences,
} from './sentence-parts';

const HOLDERS: Record<Grant, (role: string) => string> = {
  yes: (role) => `${/^[aeiou]/u.test(role) ? 'an' : 'a'} ${role}`,
  own: () => 'who asked for the order',
  'own-if-requester': () => 'who asked for the order',
  'if-requester': () => 'a requester',
  limit: () => 'an approver of its current step',
  assignee: () => 'the assignee',
};

function holders(row: PermissionNumber): string {
  const grants = Object.entries(PERMISSIONS[row].grants) as [string, Grant][];
  return listed([...new Set(grants.map(([role, grant]) => HOLDERS[grant](role)))]);
}

const rowOf = (facts: Facts): PermissionNumber | undefined => {
  const { action, row } = facts;
  if (typeof action === 'string' && isActionName(action)) return actionRow(action).permission;
  return typeof row === 'number' && Object.hasOwn(PERMISSIONS, row)
    ? (row as PermissionNumber)
    : undefined;
};

function whenPossible(action: ActionName): string {
  const { from, label } = actionRow(action);
  const everyOpen = STAGE_NAMES.filter(isOpen).every((stage) => from.includes(stage));
  const stages = listed(from.map((stage) => STAGES[stage].label.toLowerCase()));
  return `“${label}” works while an order is ${everyOpen ? 'open' : stages}`;
}

const decidedByOthers =
  (rule: string, way: string): Sentence =>
  (facts, names) => {
    const step = typeof facts['step'] === 'number' ? { step: facts['step'] } : {};
    return sentences(rule, awaiting({ ...step, ...names }) || way);
  };

/** Sentences about what a person may not do to an order, and who can. */
export const ACTION_SENTENCES: Sentences = {
  ACTION_NOT_NOW: withFact('action', (action, facts) => {
    const stage = text(facts, 'stage') ?? '';
    if (stage === 'cancellation requested') {
      return 'Cancellation is already requested from the provider. Its answer comes by itself.';
    }
    if (!isActionName(action)) return 'The order is not in a state for this. Open it to see more.';
    const now = stage === '' ? '' : `; this one is ${stageLabel(stage).toLowerCase()}`;
    return `${whenPossible(action)}${now}. The order shows what is possible now.`;
  }),
  ACTION_FORBIDDEN: (facts) => {
    const row = rowOf(facts);
    if (row === undefined) return undefined;
    return `This is not yours to do. ${capital(holders(row))} can.`;
  },
  ORDER_LOCKED_SENDING: () =>
    'The order is being sent to the provider and is locked. ' +
    'Wait for the provider’s answer; cancelling is still possible as a request.',
  OWN_APPROVAL: decidedByOthers(
    'Who asked for an order, or changed its terms, does not decide it.',
    'Another approver of this step decides.',
  ),
  LIMIT_EXCEEDED: decidedByOthers(
    'The order is above your approval limit; someone with a higher limit decides.',
    '',
  ),
  NOT_YOUR_STEP: decidedByOthers(
    'This step is not yours to decide.',
    'Open the order to see whom it waits for.',
  ),
  SAME_APPROVER_TWICE: decidedByOthers(
    'You decided an earlier step, and two steps need two people.',
    'Another person decides this step.',
  ),
  APPROVER_MISSING: withFact(
    'step',
    (step) =>
      `Nobody may approve step ${step} of this order. ` +
      'Ask an administrator to name an approver with a high enough limit.',
  ),
  SEEN_STALE: withFact(
    'stage',
    (stage, facts) =>
      `The order changed since you saw it: it is now ${stageLabel(stage).toLowerCase()}, ` +
      `revision ${text(facts, 'revision') ?? '1'}. Look at it again, then decide.`,
  ),
  VERSION_STALE: withFact(
    'version',
    (version) =>
      `Someone changed the order meanwhile; it is now version ${version}. Compare, then save again.`,
  ),
  ORDER_NOT_FOUND: withFact(
    'order',
    (order) => `No order ${order.slice(0, MAX_GIVEN)} that you may see. Check the number.`,
  ),
  ORDER_ENDED: withFact(
    'stage',
    (stage) =>
      `The order has ended: ${stageLabel(stage).toLowerCase()}. ` +
      'For another circuit, create a new order.',
  ),
  TRANSITION_NOT_POSSIBLE: withFact(
    'to',
    (to, facts) =>
      `An order that is ${stageLabel(text(facts, 'from') ?? 'here').toLowerCase()} cannot become ` +
      `${stageLabel(to).toLowerCase()}. The order shows what is possible now.`,
  ),
  EDIT_LOCKED: withFact('fields', (fields, facts) => {
    const several = typeof facts['fields'] === 'object' && (facts['fields']?.length ?? 0) > 1;
    return (
      `${fields} ${several ? 'are' : 'is'} locked once the order goes to the provider. ` +
      'Edit its notes, or cancel it and create a new order.'
    );
  }),
};
