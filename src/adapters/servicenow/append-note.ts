import type { MirrorOutcome, TaskNote } from '../../ports/task-mirror';
import { refused } from './classify-answer';
import { cleanText, trimTo } from './clean-text';
import { encodeQuery } from './encode-query';
import { ok, requireHonoured, requireOurs, rowsOf, taskOf, type Mirror } from './mirror-parts';
import { isMarker, noteMarker } from './note-marker';
import { labelOf, TASK_FIELD_LIST, valueOf } from './parse-task';
import { callTask } from './read-task';

const LONGEST_NOTE = 4000;

/**
 * One note, in a call of its own. Every write of a journal adds an entry, so the marker is looked
 * for first, each time: in the journal table, and in the text of the task where that table is
 * closed to us.
 */
export async function appendNote(mirror: Mirror, note: TaskNote): Promise<MirrorOutcome<null>> {
  if (!isMarker(note.marker)) return refused('A note needs a marker of 12 hex digits.');
  if (await isInJournal(mirror, note)) return ok(null);

  const fields = `${TASK_FIELD_LIST},work_notes,comments`;
  const before = await callTask(mirror, note.sysId, { sysparm_fields: fields });
  requireOurs(mirror, taskOf(mirror, before));
  if (isInText(before, note)) return ok(null);

  const lastLine = noteMarker(note.orderNumber, note.marker);
  const text = trimTo(cleanText(note.text), LONGEST_NOTE - lastLine.length - 1).trimEnd();
  const after = await callTask(
    mirror,
    note.sysId,
    { sysparm_fields: fields },
    { method: 'PATCH', body: { [columnOf(note)]: `${text}\n${lastLine}` } },
  );
  // Without the right to write a journal the note vanishes under a 200.
  if (isInText(after, note) || (await isInJournal(mirror, note))) return ok(null);
  return { outcome: 'partial_write', value: null, fields: [columnOf(note)] };
}

function columnOf(note: TaskNote): 'comments' | 'work_notes' {
  return note.kind === 'comment' ? 'comments' : 'work_notes';
}

function isInText(raw: unknown, note: TaskNote): boolean {
  const lastLine = noteMarker(note.orderNumber, note.marker);
  return ['work_notes', 'comments'].some((column) => labelOf(raw, column).includes(lastLine));
}

async function isInJournal(mirror: Mirror, note: TaskNote): Promise<boolean> {
  const query = encodeQuery(
    [
      [
        { field: 'element_id', is: '=', value: note.sysId },
        { field: 'value', is: 'LIKE', value: note.marker },
      ],
    ],
    ['sys_created_on'],
  );
  const answer = await mirror.call({
    path: 'sys_journal_field',
    parameters: {
      sysparm_query: query,
      sysparm_fields: 'sys_id,element_id,value',
      sysparm_limit: '20',
      sysparm_no_count: 'true',
    },
  });
  const rows = rowsOf(answer);
  requireHonoured(
    mirror,
    rows.every(
      (row) =>
        valueOf(row, 'element_id') === note.sysId &&
        valueOf(row, 'value').toLowerCase().includes(note.marker),
    ),
  );
  const lastLine = noteMarker(note.orderNumber, note.marker);
  return rows.some((row) => valueOf(row, 'value').includes(lastLine));
}
