import { knobsOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { bindQuery } from '../query/bind-query';
import { parseQuery } from '../query/parse-query';
import { acceptInput } from '../records/accept-input';
import type { Caller } from '../records/caller';
import { namedSysId } from '../records/sequences';
import { isClosedState } from '../records/task-rules';
import type { RecordInput } from '../records/write-records';
import type { TableSchema } from '../tables/table-schemas';
import { ApiError, aclFailed, ruleAborted, type WriteKind } from './api-error';

/** What the integration role may write. Requests come from ordering, never from an insert. */
const WRITABLE: Readonly<Record<string, readonly WriteKind[]>> = {
  sc_task: ['Insert', 'Update', 'Delete'],
  sc_req_item: ['Insert', 'Update'],
  sc_request: ['Update'],
};

export function mayRead(instance: Instance, table: string, caller: Caller): boolean {
  return caller.isAdmin || !knobsOf(instance).unreadableTables.includes(table);
}

/** Which rows of a table this caller gets to see. */
export function rowFilter(
  instance: Instance,
  schema: TableSchema,
  caller: Caller,
): (row: Row) => boolean {
  if (!mayRead(instance, schema.name, caller)) return () => false;
  const hidden = knobsOf(instance).hiddenRows[schema.name];
  if (hidden === undefined || caller.isAdmin) return () => true;
  const query = bindQuery(instance, schema, parseQuery(hidden), caller);
  return (row) => !query.matches(row);
}

export function hiddenFields(instance: Instance, table: string, caller: Caller): string[] {
  return caller.isAdmin ? [] : (knobsOf(instance).hiddenFields[table] ?? []);
}

export function refuseQueryOn(
  instance: Instance,
  table: string,
  caller: Caller,
  fields: readonly string[],
): void {
  const denied = caller.isAdmin ? [] : (knobsOf(instance).queryDeniedFields[table] ?? []);
  if (fields.some((field) => denied.includes(field))) throw queryRefused();
}

export const queryRefused = (): ApiError =>
  new ApiError(
    403,
    'Insufficient rights to query records',
    'Field(s) present in the query do not have permission to be read',
  );

export function requireWrite(table: string, caller: Caller, kind: WriteKind): void {
  if (caller.isAdmin) return;
  const mayWrite = caller.roles.includes('itil') && (WRITABLE[table] ?? []).includes(kind);
  if (!mayWrite) throw aclFailed(kind);
}

/** A write without the values nobody but an admin may set; they vanish, nothing is said. */
export function withoutProtected(
  instance: Instance,
  table: string,
  caller: Caller,
  input: RecordInput,
): RecordInput {
  const fields = caller.isAdmin ? [] : (knobsOf(instance).protectedFields[table] ?? []);
  return Object.fromEntries(Object.entries(input).filter(([name]) => !fields.includes(name)));
}

/** The local rules an instance may have about closing and closed tasks. */
export function requireRulesHold(
  instance: Instance,
  schema: TableSchema,
  write: { row: Row | undefined; input: RecordInput; isDisplay: boolean },
  caller: Caller,
): void {
  const knobs = knobsOf(instance);
  const { isDisplay, input } = write;
  const before = write.row ?? {};
  const { values } = acceptInput(instance, schema, input, { isDisplay, zone: caller.zone });
  const after = { ...before, ...values };
  const wasClosed = isClosedState(read(before, 'state'));
  const isClosed = isClosedState(read(after, 'state'));
  if (wasClosed && knobs.closedTask === 'locked' && !caller.isAdmin) throw aclFailed('Update');
  if (wasClosed && !isClosed && knobs.reopen === 'refused') {
    const rule = 'Prevent reopening';
    throw ruleAborted(schema.name, rule, namedSysId(rule));
  }
  const isUnexplained = !wasClosed && isClosed && read(after, 'close_notes') === '';
  if (isUnexplained && knobs.closeNotes === 'required') {
    throw new ApiError(
      403,
      'Operation Failed',
      'Data Policy Exception: The following fields are mandatory: Close notes',
    );
  }
}
