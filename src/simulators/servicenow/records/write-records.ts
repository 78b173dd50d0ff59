import { ApiError } from '../http/api-error';
import { knobsOf, schemaOf, type Change, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import type { TableSchema } from '../tables/table-schemas';
import { toStamp } from '../values/stamp';
import { acceptInput } from './accept-input';
import type { Caller } from './caller';
import { findRow, findRows } from './find-rows';
import { addJournalEntry, forgetJournalIndex } from './journal';
import { rollUp } from './roll-up';
import { nextNumber, nextSysId } from './sequences';
import { storeChange } from './store-change';
import { taskConsequences, taskDefaults } from './task-rules';

export type RecordInput = Readonly<Record<string, unknown>>;

const SYS_ID = /^[0-9A-Za-z]{32}$/;

/** The table whose ids a table shares. */
const familyOf = (schema: TableSchema) => schema.parent ?? schema.name;

/** A person's full name follows from its parts. */
function withFullName(table: string, row: Row): Row {
  if (table !== 'sys_user') return {};
  const full = `${read(row, 'first_name')} ${read(row, 'last_name')}`.trim();
  return full === '' ? {} : { name: full };
}

function refuseCollision(instance: Instance, schema: TableSchema, row: Row): void {
  const sysId = read(row, 'sys_id');
  const correlationId = read(row, 'correlation_id');
  const isDoubled =
    findRow(instance, familyOf(schema), sysId) !== undefined ||
    (knobsOf(instance).correlationUnique === 'on' &&
      correlationId !== '' &&
      findRows(instance, schema.name).some(
        (other) => read(other, 'correlation_id') === correlationId,
      ));
  if (!isDoubled) return;
  const shown = read(row, schema.display);
  throw new ApiError(403, 'Operation Failed', `Error during insert of ${schema.name} (${shown})`);
}

function addEntries(
  instance: Instance,
  table: string,
  row: Row,
  entries: readonly { element: string; text: string }[],
  caller: Caller,
): string[] {
  for (const entry of entries) {
    addJournalEntry(instance, table, row, { ...entry, by: caller.userName });
  }
  return entries.map((entry) => entry.element);
}

/** Inserts a record and returns what is stored. */
export function insertRecord(
  instance: Instance,
  schema: TableSchema,
  input: RecordInput,
  caller: Caller,
  changes: Change[],
  isDisplay = false,
): Row {
  const table = schema.name;
  const { values, entries } = acceptInput(instance, schema, input, {
    isDisplay,
    zone: caller.zone,
  });
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const isTask = schema.columns.has('sys_class_name');
  const sent = input['sys_id'];
  const keepsId =
    typeof sent === 'string' && SYS_ID.test(sent) && knobsOf(instance).callerSysId === 'kept';
  const now = toStamp(instance.clock.nowMs());
  const booleans = [...schema.columns.values()].filter((column) => column.type === 'boolean');
  const row: Row = {
    sys_id: keepsId ? sent : nextSysId(instance, table),
    ...Object.fromEntries(booleans.map((column) => [column.name, 'false'])),
    ...(isTask ? taskDefaults(instance, table, caller.userId) : {}),
    ...(schema.columns.has('active') ? { active: 'true' } : {}),
    ...given,
    sys_created_on: now,
    sys_created_by: caller.userName,
  };
  if (schema.columns.has('sys_mod_count')) {
    Object.assign(row, {
      sys_updated_on: now,
      sys_updated_by: caller.userName,
      sys_mod_count: '0',
    });
  }
  if (isTask) {
    Object.assign(row, { sys_class_name: table, sys_domain: 'global', sys_domain_path: '/' });
  }
  if (schema.numberPrefix && !row['number'])
    row['number'] = nextNumber(instance, schema.numberPrefix);
  if (isTask) Object.assign(row, taskConsequences(instance, {}, row, caller.userId));
  Object.assign(row, withFullName(table, row));
  refuseCollision(instance, schema, row);

  (instance.state.value.tables[table] ??= {})[read(row, 'sys_id')] = row;
  if (table === 'sys_journal_field') forgetJournalIndex(instance);
  const journals = addEntries(instance, table, row, entries, caller);
  const fields = [...Object.keys(row), ...journals];
  changes.push({ kind: 'insert', table, row, by: caller.userName, fields });
  rollUp(instance, table, row, caller, changes);
  return row;
}

/** Changes some fields of a record; whatever the write does not name stays. */
export function updateRecord(
  instance: Instance,
  schema: TableSchema,
  row: Row,
  input: RecordInput,
  caller: Caller,
  changes: Change[],
  isDisplay = false,
): void {
  const { values, entries } = acceptInput(instance, schema, input, {
    isDisplay,
    zone: caller.zone,
  });
  Object.assign(values, withFullName(schema.name, { ...row, ...values }));
  const stateBefore = read(row, 'state');
  const fields = addEntries(instance, schema.name, row, entries, caller);
  const isCounted = knobsOf(instance).noOpUpdate === 'counted';
  storeChange(instance, schema.name, row, values, caller, changes, { fields, isCounted });
  if (read(row, 'state') !== stateBefore) rollUp(instance, schema.name, row, caller, changes);
}

/** Removes a record. Its journal entries stay, as they belong to another table. */
export function deleteRecord(
  instance: Instance,
  table: string,
  row: Row,
  caller: Caller,
  changes: Change[],
): void {
  const rows = instance.state.value.tables[table];
  const sysId = read(row, 'sys_id');
  if (rows) Reflect.deleteProperty(rows, sysId);
  if (table === 'sys_journal_field') forgetJournalIndex(instance);
  changes.push({ kind: 'delete', table, row, by: caller.userName, fields: [] });
}

/** The schema of the very table a record lies in, which may extend the one it was asked from. */
export function classSchema(instance: Instance, schema: TableSchema, row: Row): TableSchema {
  return schemaOf(instance, read(row, 'sys_class_name')) ?? schema;
}
