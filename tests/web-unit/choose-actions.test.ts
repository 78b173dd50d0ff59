import { ACTION_NAMES, actionRow, type ActionName } from '../../src/domain/order/actions';
import { chooseActions, type OfferedAction } from '../../src/web/panel/choose-actions';

const offered = (allowed: readonly ActionName[]): OfferedAction[] =>
  ACTION_NAMES.map((action) => ({
    ...{ action, label: actionRow(action).label, asks: actionRow(action).asks },
    ...{ column: null, consequence: null, allowed: allowed.includes(action), code: null },
    ...{ reason: allowed.includes(action) ? null : 'No.' },
    seen: { stage: 'drafted', revision: 1 },
  }));
const names = (actions: readonly OfferedAction[]) => actions.map((one) => one.action);

test('puts one next action in front and the rest behind it', () => {
  const { primary, others } = chooseActions(offered(['cancel', 'recall', 'approve', 'return']));
  expect(primary?.action).toBe('approve');
  expect(names(others)).toEqual(['return', 'recall', 'cancel']);
});

test('has no next action where the API offers none', () => {
  expect(chooseActions(offered(['cancel'])).primary).toBeNull();
});

test('shows denied actions with their reasons, creating apart', () => {
  const { denied } = chooseActions(offered(['submit']));
  expect(names(denied)).not.toContain('create');
  expect(denied.every((one) => one.reason === 'No.')).toBe(true);
});

test('opens the form where the order can be edited and submitted from it', () => {
  expect(chooseActions(offered(['edit', 'submit'])).formOpens).toBe(true);
  expect(chooseActions(offered(['edit'])).formOpens).toBe(false);
});
