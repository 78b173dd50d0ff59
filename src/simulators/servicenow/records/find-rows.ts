import type { Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { TABLES } from '../tables/table-schemas';

const classesOf = (table: string): string[] => [
  table,
  ...TABLES.filter((schema) => schema.parent === table).map((schema) => schema.name),
];

/** The rows of a table and of the tables that extend it. */
export function findRows(instance: Instance, table: string): Row[] {
  const { tables } = instance.state.value;
  return classesOf(table).flatMap((name) => Object.values(tables[name] ?? {}));
}

/** One row by id. */
export function findRow(instance: Instance, table: string, sysId: string): Row | undefined {
  const { tables } = instance.state.value;
  for (const name of classesOf(table)) {
    const rows = tables[name];
    // Not by plain access: "constructor" is no record.
    if (rows && Object.hasOwn(rows, sysId)) return rows[sysId];
  }
  return undefined;
}

/** The first user known by this user name, e-mail, full name or id. */
export function findUser(instance: Instance, who: string): Row | undefined {
  const users = findRows(instance, 'sys_user');
  const wanted = who.toLowerCase();
  for (const field of ['user_name', 'email', 'sys_id', 'name']) {
    const found = users.find((user) => read(user, field).toLowerCase() === wanted);
    if (found && wanted !== '') return found;
  }
  return undefined;
}
