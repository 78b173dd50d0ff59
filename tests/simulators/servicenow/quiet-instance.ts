import { createLedger } from '../../../src/simulators/kit/ledger';
import { createPersistentState } from '../../../src/simulators/kit/persistent-state';
import { createSimulatorClock } from '../../../src/simulators/kit/simulator-clock';
import type { Instance } from '../../../src/simulators/servicenow/instance';
import type { Row } from '../../../src/simulators/servicenow/instance-state';
import { createPlannedFaults } from '../../../src/simulators/servicenow/planned-faults';
import { bindQuery } from '../../../src/simulators/servicenow/query/bind-query';
import { parseQuery } from '../../../src/simulators/servicenow/query/parse-query';
import { findRows } from '../../../src/simulators/servicenow/records/find-rows';
import { newInstanceState } from '../../../src/simulators/servicenow/seed/new-instance-state';
import { ADMIN_ID } from '../../../src/simulators/servicenow/seed/stock-rows';
import { findSchema } from '../../../src/simulators/servicenow/tables/table-schemas';
import { NOW, OPTIONS } from './running-instance';

/** An instance without sockets that holds the given catalog tasks. */
export function quietInstance(tasks: readonly Row[]): Instance {
  const clock = createSimulatorClock({
    mode: 'paused',
    nowMs: Date.parse(`${NOW.replace(' ', 'T')}Z`),
  });
  const state = newInstanceState(OPTIONS.integrationUser);
  state.tables['sc_task'] = Object.fromEntries(
    tasks.map((task) => [task['number'] ?? '', { sys_id: task['number'] ?? '', ...task }]),
  );
  return {
    state: createPersistentState(undefined, () => state),
    clock,
    ledger: createLedger(() => clock.nowIso()),
    faults: createPlannedFaults(),
    accounts: OPTIONS,
    presence: { isUp: true, revision: 0 },
    onChange: [],
  };
}

/** The numbers of the tasks an encoded query finds, in its order. */
export function found(instance: Instance, query: string): string[] {
  const schema = findSchema('sc_task');
  if (!schema) throw new Error('no such table');
  const viewer = { userId: ADMIN_ID, zone: 'GMT' };
  const bound = bindQuery(instance, schema, parseQuery(query), viewer);
  const rows = findRows(instance, 'sc_task').filter((row) => bound.matches(row));
  if (bound.compare) rows.sort(bound.compare);
  return rows.map((row) => row['number'] ?? '');
}
