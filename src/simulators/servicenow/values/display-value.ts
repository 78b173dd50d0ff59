import { schemaOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { findRow } from '../records/find-rows';
import { journalText } from '../records/journal';
import type { Column } from '../tables/column';
import { toZone } from './stamp';

/** What stands for a referenced record: its name or number; empty if there is no such record. */
export function referenceDisplay(instance: Instance, table: string, sysId: string): string {
  const schema = schemaOf(instance, table);
  const row = schema && findRow(instance, table, sysId);
  return row ? read(row, schema.display) : '';
}

/** A field as a person in the given zone sees it. */
export function displayValue(instance: Instance, column: Column, row: Row, zone: string): string {
  const value = read(row, column.name);
  switch (column.type) {
    case 'reference':
      // The domain everything lies in is no record.
      if (value === '' || value === 'global') return value;
      return referenceDisplay(instance, column.reference ?? '', value);
    case 'list':
      return value
        .split(',')
        .filter((entry) => entry !== '')
        .map((entry) => referenceDisplay(instance, column.reference ?? '', entry) || entry)
        .join(', ');
    case 'date_time':
      return toZone(value, zone);
    case 'journal':
      return journalText(instance, row, [column.name], zone);
    case 'journal_view':
      return journalText(instance, row, ['work_notes', 'comments'], zone);
    case 'password':
      return value === '' ? '' : '********';
    case 'boolean':
      return value === '' ? 'false' : value;
    case 'string':
    case 'integer':
      return column.choices?.find(([stored]) => stored === value)?.[1] ?? value;
  }
}
