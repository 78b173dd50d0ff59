import { commit, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import {
  classSchema,
  deleteRecord,
  insertRecord,
  updateRecord,
  type RecordInput,
} from '../records/write-records';
import type { TableSchema } from '../tables/table-schemas';
import { recordRenderer } from '../values/record-renderer';
import { emptyAnswer, jsonAnswer, type Answer } from './answer';
import { readJsonObject, type ApiCall } from './api-call';
import type { Strikable } from './strike-fault';
import { requireRulesHold, requireWrite, withoutProtected } from './table-permissions';
import { keysOf, readPresentation, visibleRow } from './table-reads';

const isDisplayInput = (call: ApiCall) =>
  call.parameters.get('sysparm_input_display_value')?.toLowerCase() === 'true';

/** An answer to a write: the stored record, or nothing for a caller who wants none. */
function writeAnswer(
  instance: Instance,
  call: ApiCall,
  schema: TableSchema,
  row: Row,
  status: number,
  headers: Record<string, string> = {},
): Answer {
  if (call.header('x-no-response-body').toLowerCase() === 'true') {
    return emptyAnswer(status, headers);
  }
  const presentation = readPresentation(instance, call, schema.name);
  return jsonAnswer(
    status,
    { result: recordRenderer(instance, schema, presentation)(row) },
    headers,
  );
}

const without = (input: RecordInput, names: readonly string[]): RecordInput =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));

const textIn = (input: RecordInput, name: string): string[] => {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? [value] : [];
};

/** A new record. */
export function inserting(instance: Instance, call: ApiCall, schema: TableSchema): Strikable {
  const input = readJsonObject(call);
  requireWrite(schema.name, call.caller, 'Insert');
  return {
    operation: `insert ${schema.name}`,
    keys: [...textIn(input, 'correlation_id'), ...textIn(input, 'sys_id')],
    perform({ dropFields, isRepeat }) {
      const kept = withoutProtected(instance, schema.name, call.caller, without(input, dropFields));
      const write = { row: undefined, input: kept, isDisplay: isDisplayInput(call) };
      requireRulesHold(instance, schema, write, call.caller);
      const sent = isRepeat ? without(kept, ['sys_id', 'number']) : kept;
      const row = commit(instance, (changes) =>
        insertRecord(instance, schema, sent, call.caller, changes, isDisplayInput(call)),
      );
      const location = `${call.base}/api/now/table/${schema.name}/${read(row, 'sys_id')}`;
      return writeAnswer(instance, call, schema, row, 201, { Location: location });
    },
  };
}

/** A change of some fields; PUT is no different from PATCH. */
export function updating(
  instance: Instance,
  call: ApiCall,
  schema: TableSchema,
  sysId: string,
): Strikable {
  const input = readJsonObject(call);
  return {
    operation: `update ${schema.name}`,
    keys: keysOf(instance, schema, sysId),
    perform({ dropFields }) {
      const row = visibleRow(instance, call, schema, sysId);
      const own = classSchema(instance, schema, row);
      requireWrite(own.name, call.caller, 'Update');
      const sent = withoutProtected(instance, own.name, call.caller, without(input, dropFields));
      const write = { row, input: sent, isDisplay: isDisplayInput(call) };
      requireRulesHold(instance, own, write, call.caller);
      commit(instance, (changes) => {
        updateRecord(instance, own, row, sent, call.caller, changes, isDisplayInput(call));
      });
      return writeAnswer(instance, call, schema, row, 200);
    },
  };
}

/** The end of a record. */
export function deleting(
  instance: Instance,
  call: ApiCall,
  schema: TableSchema,
  sysId: string,
): Strikable {
  return {
    operation: `delete ${schema.name}`,
    keys: keysOf(instance, schema, sysId),
    perform() {
      const row = visibleRow(instance, call, schema, sysId);
      const own = classSchema(instance, schema, row);
      requireWrite(own.name, call.caller, 'Delete');
      commit(instance, (changes) => {
        deleteRecord(instance, own.name, row, call.caller, changes);
      });
      return emptyAnswer(204);
    },
  };
}
