import type { Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { toStamp, toZone } from '../values/stamp';
import { findRows } from './find-rows';
import { nextSysId } from './sequences';

export type JournalElement = 'work_notes' | 'comments';

const LABELS: Readonly<Record<string, string>> = {
  work_notes: 'Work notes',
  comments: 'Additional comments',
};

// Entries by record. A poll shows the journals of hundreds of records at once, and looking through
// all entries for each of them takes seconds after a day's work.
const indexes = new WeakMap<object, Map<string, Row[]>>();

function entriesByRecord(instance: Instance): Map<string, Row[]> {
  const { tables } = instance.state.value;
  const known = indexes.get(tables);
  if (known) return known;
  const made = new Map<string, Row[]>();
  for (const entry of findRows(instance, 'sys_journal_field')) {
    const recordId = read(entry, 'element_id');
    const others = made.get(recordId);
    if (others) others.push(entry);
    else made.set(recordId, [entry]);
  }
  indexes.set(tables, made);
  return made;
}

/** To be called when entries came or went other than by `addJournalEntry`. */
export function forgetJournalIndex(instance: Instance): void {
  indexes.delete(instance.state.value.tables);
}

/** One note or comment of a record. */
export function addJournalEntry(
  instance: Instance,
  table: string,
  row: Row,
  entry: { element: string; text: string; by: string },
): Row {
  const sysId = nextSysId(instance, 'sys_journal_field');
  const made: Row = {
    sys_id: sysId,
    name: table,
    element_id: read(row, 'sys_id'),
    element: entry.element,
    value: entry.text,
    sys_created_on: toStamp(instance.clock.nowMs()),
    sys_created_by: entry.by,
  };
  const known = entriesByRecord(instance);
  (instance.state.value.tables['sys_journal_field'] ??= {})[sysId] = made;
  known.set(read(row, 'sys_id'), [...(known.get(read(row, 'sys_id')) ?? []), made]);
  return made;
}

/** The entries of a record, newest first; entries of the same second, last written first. */
export function journalEntries(instance: Instance, row: Row): Row[] {
  return [...(entriesByRecord(instance).get(read(row, 'sys_id')) ?? [])]
    .reverse()
    .sort((left, right) =>
      read(right, 'sys_created_on').localeCompare(read(left, 'sys_created_on')),
    );
}

/** The full name behind a user name. */
export function authorOf(instance: Instance, userName: string): string {
  const user = findRows(instance, 'sys_user').find((row) => read(row, 'user_name') === userName);
  return user ? read(user, 'name') : userName;
}

/** The stream of entries as one text, the way the display value of a journal field shows it. */
export function journalText(
  instance: Instance,
  row: Row,
  elements: readonly string[],
  zone: string,
): string {
  return journalEntries(instance, row)
    .filter((entry) => elements.includes(read(entry, 'element')))
    .map((entry) => {
      const at = toZone(read(entry, 'sys_created_on'), zone);
      const author = authorOf(instance, read(entry, 'sys_created_by'));
      const label = LABELS[read(entry, 'element')] ?? read(entry, 'element');
      return `${at} - ${author} (${label})\n${read(entry, 'value')}\n\n`;
    })
    .join('');
}
