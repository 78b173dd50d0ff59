import {
  CREATION_COLUMNS,
  SYSTEM_COLUMNS,
  boolean,
  dateTime,
  integer,
  reference,
  text,
  type Column,
} from './column';
import {
  CATALOG_TASK_COLUMNS,
  REQUESTED_ITEM_COLUMNS,
  REQUEST_COLUMNS,
  TASK_COLUMNS,
} from './task-columns';

export interface TableSchema {
  name: string;
  label: string;
  /** The table it extends; its rows are listed there too. */
  parent?: string;
  /** The column whose value stands for a record. */
  display: string;
  numberPrefix?: string;
  columns: ReadonlyMap<string, Column>;
}

function table(
  name: string,
  label: string,
  display: string,
  columns: readonly Column[],
  more: { parent?: string; numberPrefix?: string } = {},
): TableSchema {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return { name, label, display, columns: byName, ...more };
}

const USER_COLUMNS: readonly Column[] = [
  ...SYSTEM_COLUMNS,
  text('user_name', 'User ID'),
  text('first_name', 'First name', 50),
  text('last_name', 'Last name', 50),
  text('name', 'Name', 151),
  text('email', 'Email', 100),
  text('title', 'Title', 60),
  text('phone', 'Business phone'),
  text('mobile_phone', 'Mobile phone'),
  text('employee_number', 'Employee number'),
  text('time_zone', 'Time zone'),
  text('roles', 'Roles', 255),
  text('source', 'Source', 255),
  boolean('active', 'Active'),
  boolean('locked_out', 'Locked out'),
  boolean('vip', 'VIP'),
  boolean('web_service_access_only', 'Web service access only'),
  dateTime('last_login_time', 'Last login time'),
  reference('department', 'Department', 'cmn_department'),
  reference('manager', 'Manager', 'sys_user'),
  { name: 'user_password', label: 'Password', type: 'password', maxLength: 255 },
];

const GROUP_COLUMNS: readonly Column[] = [
  ...SYSTEM_COLUMNS,
  text('name', 'Name', 80),
  text('description', 'Description', 1000),
  text('email', 'Group email', 100),
  text('type', 'Type', 1024),
  boolean('active', 'Active'),
  reference('manager', 'Manager', 'sys_user'),
  reference('parent', 'Parent', 'sys_user_group'),
];

const DEPARTMENT_COLUMNS: readonly Column[] = [
  ...SYSTEM_COLUMNS,
  text('name', 'Name', 100),
  text('id', 'ID'),
  text('description', 'Description', 1000),
  integer('head_count', 'Head count'),
  reference('dept_head', 'Department head', 'sys_user'),
  reference('primary_contact', 'Primary contact', 'sys_user'),
  reference('parent', 'Parent', 'cmn_department'),
];

const JOURNAL_COLUMNS: readonly Column[] = [
  ...CREATION_COLUMNS,
  text('name', 'Name', 80),
  text('element_id', 'Element ID', 32),
  text('element', 'Element', 80),
  text('value', 'Value', 65_000),
];

/** The tables this instance knows; more are added here and nowhere else. */
export const TABLES: readonly TableSchema[] = [
  table('task', 'Task', 'number', TASK_COLUMNS),
  table('sc_task', 'Catalog Task', 'number', CATALOG_TASK_COLUMNS, {
    parent: 'task',
    numberPrefix: 'SCTASK',
  }),
  table('sc_req_item', 'Requested Item', 'number', REQUESTED_ITEM_COLUMNS, {
    parent: 'task',
    numberPrefix: 'RITM',
  }),
  table('sc_request', 'Request', 'number', REQUEST_COLUMNS, {
    parent: 'task',
    numberPrefix: 'REQ',
  }),
  table('sys_user', 'User', 'name', USER_COLUMNS),
  table('sys_user_group', 'Group', 'name', GROUP_COLUMNS),
  table('cmn_department', 'Department', 'name', DEPARTMENT_COLUMNS),
  table('sys_journal_field', 'Journal Entry', 'value', JOURNAL_COLUMNS),
];

const BY_NAME = new Map(TABLES.map((schema) => [schema.name, schema]));

/** The schema of a table, with columns a customer added to it; undefined for an unknown table. */
export function findSchema(
  name: string,
  added: Readonly<Record<string, readonly Column[]>> = {},
): TableSchema | undefined {
  const schema = BY_NAME.get(name);
  const more = added[name];
  if (schema === undefined || more === undefined || more.length === 0) return schema;
  const columns = new Map(schema.columns);
  for (const column of more) columns.set(column.name, column);
  return { ...schema, columns };
}
