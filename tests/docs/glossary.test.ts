import { ACTIONS, ACTION_NAMES } from '../../src/domain/order/actions';
import {
  ATTENTION_CAUSES,
  FLAGS,
  STAGES,
  STAGE_NAMES,
  STATUSES,
  STATUS_NAMES,
  statusOf,
} from '../../src/domain/order/stages';
import { ROLES } from '../../src/domain/people';
import { codesIn, firstCodes, readDocument, tableBelow, tableRows } from './markdown';

const text = readDocument('docs/glossary.md');
const words = tableRows(text.split('\n')).map((row) => row[0] ?? '');

test('lists the stages of the catalogue and their labels', () => {
  const rows = tableBelow(text, 'Stages').map((row) => row.slice(0, 2));
  expect(rows).toEqual(STAGE_NAMES.map((stage) => [`\`${stage}\``, STAGES[stage].label]));
});

test('lists the statuses, their columns and their stages', () => {
  const rows = tableBelow(text, 'Statuses').map(([status = '', column, stages = '']) => ({
    status: codesIn(status)[0],
    column,
    stages: codesIn(stages),
  }));
  const expected = STATUS_NAMES.map((status) => ({
    status,
    column: STATUSES[status].label,
    stages: STAGE_NAMES.filter((stage) => statusOf(stage) === status),
  }));
  expect(rows).toEqual(expected);
});

test('lists the flags, and every cause of attention', () => {
  const names = firstCodes(tableBelow(text, 'Flags'));
  expect(names).toEqual([...Object.keys(FLAGS), ...ATTENTION_CAUSES]);
});

test('lists the actions and their labels', () => {
  const rows = tableBelow(text, 'Actions').map((row) => row.slice(0, 2));
  expect(rows).toEqual(ACTION_NAMES.map((name) => [`\`${name}\``, ACTIONS[name].label]));
});

test('explains every role', () => {
  expect(ROLES.filter((role) => !words.includes(role))).toEqual([]);
});

test('explains no word twice', () => {
  const free = words.filter((word) => !word.startsWith('`'));
  expect(free.filter((word, index) => free.indexOf(word) !== index)).toEqual([]);
});
