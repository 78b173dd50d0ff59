import { commit, schemaOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { acceptInput } from '../records/accept-input';
import { toCaller, type Caller } from '../records/caller';
import { findRows, findUser } from '../records/find-rows';
import {
  classSchema,
  deleteRecord,
  insertRecord,
  updateRecord,
  type RecordInput,
} from '../records/write-records';

/** What somebody does in the instance's own screens. */
export interface Act {
  /** Persona key, user name, e-mail, full name or sys_id. */
  as: string;
  table?: string;
  sys_id?: string;
  number?: string;
  correlation_id?: string;
  do: string;
  /** edit, silentEdit */
  fields?: RecordInput;
  /** note, comment */
  text?: string;
  /** assign: a person, a group (by name or id), or both; '' clears. */
  to?: string;
  group?: string;
  /** close, reopen */
  state?: string | number;
  /** close */
  close_notes?: string;
  /** date: wall clock of the person, or a bare date. */
  due_date?: string;
  /** approve */
  approval?: string;
}

/** Why an act cannot be done; said to whoever asked for it. */
export class ActRefused extends Error {}

const refuse = (why: string): never => {
  throw new ActRefused(why);
};

function recordOf(instance: Instance, table: string, act: Act): Row {
  const wanted = (['sys_id', 'number', 'correlation_id'] as const).find((key) => act[key]);
  if (wanted === undefined) return refuse('Name the record by sys_id, number or correlation_id.');
  const found = findRows(instance, table).find((row) => read(row, wanted) === act[wanted]);
  return found ?? refuse(`There is no ${table} with ${wanted} ${act[wanted] ?? ''}.`);
}

function userOf(instance: Instance, who: string): Row {
  return findUser(instance, who) ?? refuse(`Nobody here is called "${who}".`);
}

function assignment(instance: Instance, act: Act): RecordInput {
  const fields: Record<string, string> = {};
  if (act.to !== undefined) {
    fields['assigned_to'] = act.to === '' ? '' : read(userOf(instance, act.to), 'sys_id');
  }
  const { group } = act;
  if (group !== undefined) {
    const found = findRows(instance, 'sys_user_group').find(
      (row) => read(row, 'sys_id') === group || read(row, 'name') === group,
    );
    if (group !== '' && !found) refuse(`There is no group "${group}".`);
    fields['assignment_group'] = found ? read(found, 'sys_id') : '';
  }
  return fields;
}

/** The fields an act writes; undefined for the two acts that are no ordinary write. */
function fieldsOf(instance: Instance, act: Act): RecordInput | undefined {
  switch (act.do) {
    case 'edit':
      return act.fields ?? {};
    case 'note':
      return { work_notes: act.text ?? '' };
    case 'comment':
      return { comments: act.text ?? '' };
    case 'assign':
      return assignment(instance, act);
    case 'close':
      return {
        state: String(act.state ?? 3),
        ...(act.close_notes === undefined ? {} : { close_notes: act.close_notes }),
      };
    case 'reopen':
      return { state: String(act.state ?? 2) };
    case 'date':
      return { due_date: act.due_date ?? '' };
    case 'approve':
      return { approval: act.approval ?? 'approved' };
    case 'delete':
    case 'silentEdit':
      return undefined;
    default:
      return refuse(`Nobody can do "${act.do}".`);
  }
}

function editSilently(instance: Instance, row: Row, act: Act, caller: Caller): void {
  const schema = schemaOf(instance, read(row, 'sys_class_name') || (act.table ?? 'sc_task'));
  if (!schema) return;
  const reading = { isDisplay: true, zone: caller.zone };
  const { values } = acceptInput(instance, schema, act.fields ?? {}, reading);
  Object.assign(row, values);
  commit(instance, (changes) => {
    const fields = Object.keys(values);
    changes.push({ kind: 'silent_edit', table: schema.name, row, by: caller.userName, fields });
  });
}

/**
 * Does what a person does in the screens, with that person's name and zone. Access rules and the
 * rules about closed tasks are those of the API and do not stop anybody here.
 */
export function act(instance: Instance, wanted: Act): Row {
  const table = wanted.table ?? 'sc_task';
  const schema = schemaOf(instance, table) ?? refuse(`There is no table "${table}".`);
  const row = recordOf(instance, table, wanted);
  const own = classSchema(instance, schema, row);
  const caller = toCaller(userOf(instance, wanted.as));
  const fields = fieldsOf(instance, wanted);
  instance.ledger.add('act', { do: wanted.do, by: caller.userName, number: read(row, 'number') });
  if (wanted.do === 'silentEdit') editSilently(instance, row, wanted, caller);
  else
    commit(instance, (changes) => {
      if (fields === undefined) deleteRecord(instance, own.name, row, caller, changes);
      else updateRecord(instance, own, row, fields, caller, changes, true);
    });
  return row;
}

export interface Insertion {
  as?: string;
  table?: string;
  fields: RecordInput;
}

/** Puts a record into a table, as an administrator unless somebody else is named. */
export function insertAs(instance: Instance, insertion: Insertion): Row {
  const table = insertion.table ?? 'sc_task';
  const schema = schemaOf(instance, table) ?? refuse(`There is no table "${table}".`);
  const caller = toCaller(userOf(instance, insertion.as ?? 'admin'));
  return commit(instance, (changes) =>
    insertRecord(instance, schema, insertion.fields, caller, changes, true),
  );
}
