import type { Row } from '../instance-state';
import { namedSysId } from '../records/sequences';

export const ADMIN_ID = '6816f79cc0a8016401c5a33be04be441';
export const NETWORK_GROUP_ID = '287ebd7da9fe198100f92cc8d1d2154e';
const FINANCE_ID = 'a581ab703710200044e0bfc8bcbe5de8';
const IT_ID = '221f3db5c6112284009f4becd3039cc9';
const NATASHA_ID = '46c5bf6ca9fe1981010713e3ac7d3384';
const FRED_ID = '5137153cc611227c000bbd1bd8cd2005';
const BETH_ID = '46d44a23a9fe19810012d100cca80666';
const DAVID_ID = '5137153cc611227c000bbd1bd8cd2007';

const STOCKED = '2012-02-18 03:04:52';

/** A record the platform ships with. */
export const stocked = (sysId: string, values: Row): Row => ({
  sys_id: sysId,
  ...values,
  sys_created_on: STOCKED,
  sys_created_by: 'glide.maint',
  sys_updated_on: STOCKED,
  sys_updated_by: 'system',
  sys_mod_count: '0',
});

/** A person's record. */
export const person = (
  sysId: string,
  userName: string,
  firstName: string,
  lastName: string,
  more: Row = {},
): Row =>
  stocked(sysId, {
    active: 'true',
    user_name: userName,
    first_name: firstName,
    last_name: lastName,
    name: `${firstName} ${lastName}`.trim(),
    email: `${userName}@example.com`,
    time_zone: 'America/Los_Angeles',
    locked_out: 'false',
    vip: 'false',
    web_service_access_only: 'false',
    user_password: 'set',
    ...more,
  });

/** Users every instance has. The agents among them carry the role `itil`. */
export const STOCK_USERS: readonly Row[] = [
  person(ADMIN_ID, 'admin', 'System', 'Administrator', { roles: 'admin', department: FINANCE_ID }),
  person('26fbff173b331300ad3cc9bb34efc4bd', 'problem.admin', 'Problem', 'Admin', {
    roles: 'itil',
  }),
  person(NATASHA_ID, 'natasha.ingram', 'Natasha', 'Ingram', { department: FINANCE_ID }),
  person(FRED_ID, 'fred.luddy', 'Fred', 'Luddy', {
    roles: 'itil',
    title: 'Network engineer',
    department: IT_ID,
  }),
  person(BETH_ID, 'beth.anglin', 'Beth', 'Anglin', {
    roles: 'itil',
    title: 'Service desk lead',
    department: IT_ID,
    time_zone: 'America/Chicago',
  }),
  person(DAVID_ID, 'david.loo', 'David', 'Loo', {
    roles: 'itil',
    title: 'Field technician',
    department: IT_ID,
    mobile_phone: '+1 555 0142',
  }),
];

const group = (sysId: string, name: string, manager: string, description: string): Row =>
  stocked(sysId, { active: 'true', name, manager, description });

export const STOCK_GROUPS: readonly Row[] = [
  group(NETWORK_GROUP_ID, 'Network', FRED_ID, 'Circuits, routers and switches'),
  group('d625dccec0a8016700a222a0f7900d06', 'Service Desk', BETH_ID, 'First contact for all'),
  group('8a5055c9c61122780043563ef53438e3', 'Hardware', DAVID_ID, 'Devices in stores'),
  group('287ee6fea9fe198100ada7950d0b1b73', 'Database', BETH_ID, 'Databases'),
];

export const STOCK_DEPARTMENTS: readonly Row[] = [
  stocked(FINANCE_ID, { name: 'Finance', dept_head: NATASHA_ID }),
  stocked(IT_ID, { name: 'IT', dept_head: FRED_ID }),
];

/** The id under which a person of the organisation is known here. */
export const personaSysId = (key: string): string => namedSysId(`sys_user/${key}`);
