import { schemaOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import type { Column } from '../tables/column';
import type { TableSchema } from '../tables/table-schemas';
import { fromZone, parseStamp, toStamp } from '../values/stamp';
import { findRow, findRows, findUser } from './find-rows';

/** What of a write survives: stored values, and journal entries to add. */
export interface AcceptedInput {
  values: Row;
  entries: { element: string; text: string }[];
}

export interface InputReading {
  /** Labels and names are taken as well as stored values, and dates are the user's local time. */
  isDisplay: boolean;
  zone: string;
}

function toText(raw: unknown): string | undefined {
  if (raw === null) return '';
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  return undefined;
}

function acceptReference(
  instance: Instance,
  column: Column,
  text: string,
  reading: InputReading,
): string | undefined {
  const table = column.reference ?? '';
  const schema = schemaOf(instance, table);
  if (text === '' || schema === undefined) return text === '' ? '' : undefined;
  if (findRow(instance, table, text)) return text;
  if (!reading.isDisplay) return undefined;
  const named =
    findRows(instance, table).find((row) => read(row, schema.display) === text) ??
    (table === 'sys_user' ? findUser(instance, text) : undefined);
  return named && read(named, 'sys_id');
}

function acceptChoice(column: Column, text: string, reading: InputReading): string | undefined {
  const choices = column.choices ?? [];
  if (text === '' || choices.some(([value]) => value === text)) return text;
  if (!reading.isDisplay) return undefined;
  return choices.find(([, label]) => label.toLowerCase() === text.toLowerCase())?.[0];
}

function acceptDate(text: string, reading: InputReading): string | undefined {
  if (text === '') return '';
  const instant = parseStamp(text);
  if (instant === undefined) return undefined;
  return reading.isDisplay ? fromZone(text, reading.zone) : toStamp(instant);
}

/** The form in which a column would store a text; undefined if it would not store it at all. */
export function acceptValue(
  instance: Instance,
  column: Column,
  text: string,
  reading: InputReading,
): string | undefined {
  switch (column.type) {
    case 'reference':
      return acceptReference(instance, column, text, reading);
    case 'list':
      return text
        .split(',')
        .map((entry) => entry.trim())
        .flatMap((entry) =>
          entry.includes('@') && !reading.isDisplay
            ? entry
            : (acceptReference(instance, column, entry, reading) ?? []),
        )
        .filter((entry) => entry !== '')
        .join(',');
    case 'date_time':
      return acceptDate(text, reading);
    case 'integer':
      if (column.choices) return acceptChoice(column, text.trim(), reading);
      if (text.trim() === '') return '';
      return Number.isInteger(Number(text)) ? String(Number(text)) : undefined;
    case 'boolean':
      if (text === 'true' || text === '1') return 'true';
      return text === 'false' || text === '0' || text === '' ? 'false' : undefined;
    case 'string':
      if (column.choices) return acceptChoice(column, text, reading);
      return text.slice(0, column.maxLength);
    case 'password':
      // Sign-in goes by the configured accounts; that a password is set is all a record needs.
      return text === '' ? '' : 'set';
    case 'journal':
    case 'journal_view':
      return undefined;
  }
}

/** Sifts a write: what the table cannot store vanishes, as it does on a real instance. */
export function acceptInput(
  instance: Instance,
  schema: TableSchema,
  input: Readonly<Record<string, unknown>>,
  reading: InputReading,
): AcceptedInput {
  const accepted: AcceptedInput = { values: {}, entries: [] };
  for (const [name, raw] of Object.entries(input)) {
    const column = schema.columns.get(name);
    const text = toText(raw);
    if (column === undefined || column.isSystem || text === undefined) continue;
    if (column.type === 'journal') {
      if (text.trim() !== '') accepted.entries.push({ element: name, text });
      continue;
    }
    const value = acceptValue(instance, column, text, reading);
    if (value !== undefined) accepted.values[name] = value;
  }
  return accepted;
}
