import { knobsOf, type Change, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import type { Caller } from './caller';
import { findRow, findRows } from './find-rows';
import { storeChange } from './store-change';
import { isClosedState } from './task-rules';

const ABOVE: Readonly<Record<string, { field: string; table: string }>> = {
  sc_task: { field: 'request_item', table: 'sc_req_item' },
  sc_req_item: { field: 'request', table: 'sc_request' },
};

const REQUEST_STATE: Readonly<Record<string, string>> = {
  '3': 'closed_complete',
  '4': 'closed_incomplete',
  '7': 'closed_cancelled',
};

/** All complete: complete. Any incomplete: incomplete. All skipped: skipped. */
function outcomeOf(states: readonly string[]): string | undefined {
  if (states.includes('4')) return '4';
  if (!states.every(isClosedState)) return undefined;
  return states.every((state) => state === '7') ? '7' : '3';
}

/** Carries the states of children up: tasks to their item, items to their request. */
export function rollUp(
  instance: Instance,
  table: string,
  row: Row,
  caller: Caller,
  changes: Change[],
): void {
  const above = ABOVE[table];
  if (above === undefined) return;
  const parent = findRow(instance, above.table, read(row, above.field));
  if (parent === undefined) return;
  const siblings = findRows(instance, table).filter(
    (other) => read(other, above.field) === read(parent, 'sys_id'),
  );
  const outcome = outcomeOf(siblings.map((sibling) => read(sibling, 'state')));
  if (outcome === undefined) return;
  if (outcome === '4' && knobsOf(instance).siblingsOfIncomplete === 'closed') {
    for (const sibling of siblings) {
      if (isClosedState(read(sibling, 'state'))) continue;
      storeChange(instance, table, sibling, { state: '4' }, caller, changes);
    }
  }
  if (read(parent, 'state') === outcome) return;
  const requestState = above.table === 'sc_request' ? REQUEST_STATE[outcome] : undefined;
  const values: Row = { state: outcome };
  if (requestState !== undefined) values['request_state'] = requestState;
  storeChange(instance, above.table, parent, values, caller, changes);
  rollUp(instance, above.table, parent, caller, changes);
}
