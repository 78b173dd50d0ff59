import type { Instance } from '../instance';
import type { Row } from '../instance-state';
import { findRow } from '../records/find-rows';
import type { TableSchema } from '../tables/table-schemas';
import { recordRenderer, type Presentation } from '../values/record-renderer';
import { jsonAnswer } from './answer';
import type { ApiCall } from './api-call';
import { noRecord } from './api-error';
import { keysOfQuery, keysOfRecord, listRecords } from './list-records';
import type { Strikable } from './strike-fault';
import { hiddenFields, rowFilter } from './table-permissions';

/** How a call wants its records shown. */
export function readPresentation(instance: Instance, call: ApiCall, table: string): Presentation {
  const { parameters } = call;
  const mode = parameters.get('sysparm_display_value')?.toLowerCase();
  const fields = parameters.get('sysparm_fields');
  return {
    mode: mode === 'true' || mode === 'all' ? mode : 'false',
    excludeLinks: parameters.get('sysparm_exclude_reference_link')?.toLowerCase() === 'true',
    fields: fields ? fields.split(',').map((field) => field.trim()) : undefined,
    hiddenFields: hiddenFields(instance, table, call.caller),
    base: call.base,
    zone: call.caller.zone,
  };
}

/** A page of a table. */
export function listing(
  instance: Instance,
  call: ApiCall,
  schema: TableSchema,
  isFirstVersion: boolean,
): Strikable {
  return {
    operation: `read ${schema.name}`,
    keys: keysOfQuery(call),
    perform() {
      const { rows, headers } = listRecords(instance, schema, call);
      if (isFirstVersion && rows.length === 0) throw noRecord();
      const presentation = readPresentation(instance, call, schema.name);
      const result = rows.map(recordRenderer(instance, schema, presentation));
      return jsonAnswer(200, { result }, headers);
    },
  };
}

/** The names a fault plan may call one record by. */
export function keysOf(instance: Instance, schema: TableSchema, sysId: string): string[] {
  const row = findRow(instance, schema.name, sysId);
  return row ? keysOfRecord(row) : [sysId];
}

/** A record, looked up when the call is performed, as a delayed one may find it gone. */
export function visibleRow(
  instance: Instance,
  call: ApiCall,
  schema: TableSchema,
  sysId: string,
): Row {
  const row = findRow(instance, schema.name, sysId);
  if (!row || !rowFilter(instance, schema, call.caller)(row)) throw noRecord();
  return row;
}

/** One record. */
export function reading(
  instance: Instance,
  call: ApiCall,
  schema: TableSchema,
  sysId: string,
): Strikable {
  return {
    operation: `read ${schema.name}`,
    keys: keysOf(instance, schema, sysId),
    perform() {
      const row = visibleRow(instance, call, schema, sysId);
      const presentation = readPresentation(instance, call, schema.name);
      return jsonAnswer(200, { result: recordRenderer(instance, schema, presentation)(row) });
    },
  };
}
