import type { ActionSet, BoardAnswer } from '../../src/api/answers';
import { ACTION_NAMES, actionRow, type ActionName } from '../../src/domain/order/actions';
import { STATUS_NAMES } from '../../src/domain/order/stages';
import { countLegal, dropCues, otherActions } from '../../src/web/board/drop-cues';
import { aRow } from './row';

type Exact = NonNullable<Parameters<typeof dropCues>[2]>;
type Columns = Exact['columns'];

const ACTIONS = Object.fromEntries(
  ACTION_NAMES.map((name) => {
    const { label, asks, consequence, column = null } = actionRow(name);
    return [name, { label, asks, consequence, column }];
  }),
) as BoardAnswer['actions'];

const offers = (allowed: readonly ActionName[], reason: string | null = null): ActionSet =>
  Object.fromEntries(
    ACTION_NAMES.map((name) => [
      name,
      {
        allowed: allowed.includes(name),
        code: null,
        reason: allowed.includes(name) ? null : reason,
      },
    ]),
  ) as ActionSet;

test('a column is legal when the row’s own set allows the action leading there', () => {
  const cues = dropCues(aRow({ offers: offers(['submit', 'cancel']) }), ACTIONS, undefined);
  expect(cues.draft).toEqual({ kind: 'own' });
  expect(cues.submitted).toMatchObject({ kind: 'legal', action: 'submit' });
  expect(cues.cancelled).toMatchObject({ kind: 'legal', action: 'cancel' });
  expect(countLegal(cues)).toBe(2);
});

test('a denied column says rule and way forward of the action that would lead there', () => {
  const set = offers([], 'Testing comes first. Report work completed, then accept.');
  expect(dropCues(aRow({ offers: set }), ACTIONS, undefined).completed).toEqual({
    kind: 'denied',
    rule: 'Testing comes first',
    wayForward: 'Report work completed, then accept.',
    reason: 'Testing comes first. Report work completed, then accept.',
  });
});

test('a column no action leads to is denied until the API has said why', () => {
  const cues = dropCues(aRow({ offers: offers(['submit']) }), ACTIONS, undefined);
  expect(cues.in_progress).toMatchObject({ kind: 'denied' });
});

test('the exact answer outweighs the set that came with the board', () => {
  const denied = { action: null, allowed: false, reason: 'Being sent: wait for the provider.' };
  const columns = Object.fromEntries(STATUS_NAMES.map((status) => [status, denied])) as Columns;
  const exact = { columns, actions: [] };
  const cues = dropCues(aRow({ offers: offers(['submit', 'cancel']) }), ACTIONS, exact);
  expect(countLegal(cues)).toBe(0);
  expect(cues.submitted).toMatchObject({
    rule: 'Being sent',
    wayForward: 'wait for the provider.',
  });
});

test('a legal column says what the action does to this order, not to any', () => {
  const consequence = 'The provider is asked to cancel; the order ends once the provider confirms.';
  const open = { action: 'cancel', allowed: true, reason: null } as const;
  const columns = Object.fromEntries(STATUS_NAMES.map((status) => [status, open])) as Columns;
  const actions = [{ ...ACTIONS.cancel, action: 'cancel', consequence }] as Exact['actions'];
  const row = aRow({ status: 'submitted', offers: offers(['cancel']) });
  expect(dropCues(row, ACTIONS, undefined).cancelled).not.toMatchObject({ consequence });
  expect(dropCues(row, ACTIONS, { columns, actions }).cancelled).toMatchObject({ consequence });
});

test('other actions are the allowed ones that leave the card in its column', () => {
  expect(otherActions(offers(['approve', 'cancel', 'recall', 'edit']), ACTIONS)).toEqual([
    'approve',
    'recall',
  ]);
  expect(otherActions(null, ACTIONS)).toEqual([]);
});
