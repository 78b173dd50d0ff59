import { PERSONAS } from '../../kit/people';
import { read, type InstanceState, type Row } from '../instance-state';
import { DEFAULT_KNOBS } from '../knobs';
import { namedSysId } from '../records/sequences';
import { STOCK_DEPARTMENTS, STOCK_GROUPS, STOCK_USERS, person, personaSysId } from './stock-rows';

const byId = (rows: readonly Row[]): Record<string, Row> =>
  Object.fromEntries(rows.map((row) => [read(row, 'sys_id'), { ...row }]));

function personas(): Row[] {
  return PERSONAS.map(({ key, name, email, timeZone }) => {
    const [firstName = '', ...rest] = name.split(' ');
    const more = { email, time_zone: timeZone };
    return person(personaSysId(key), key, firstName, rest.join(' '), more);
  });
}

/** The machine account: writes tasks, reads in GMT, never an administrator. */
export function integrationUserRow(userName: string): Row {
  return person(namedSysId(`sys_user/${userName}`), userName, 'Circuit Orders', 'Integration', {
    roles: 'itil',
    time_zone: 'GMT',
    web_service_access_only: 'true',
  });
}

/** An instance as it comes: stock records, the people of the organisation, no task yet. */
export function newInstanceState(integrationUser: string): InstanceState {
  return {
    tables: {
      sys_user: byId([...STOCK_USERS, ...personas(), integrationUserRow(integrationUser)]),
      sys_user_group: byId(STOCK_GROUPS),
      cmn_department: byId(STOCK_DEPARTMENTS),
      sc_task: {},
      sc_req_item: {},
      sc_request: {},
      sys_journal_field: {},
    },
    counters: {},
    grants: [],
    knobs: { ...DEFAULT_KNOBS },
  };
}
