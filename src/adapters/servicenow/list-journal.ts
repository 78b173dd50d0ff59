import type { JournalEntry, MirrorOutcome } from '../../ports/task-mirror';
import { encodeQuery } from './encode-query';
import { ok, requireHonoured, rowsOf, type Mirror } from './mirror-parts';
import { endsWithMarker } from './note-marker';
import { valueOf } from './parse-task';
import { toUtcLiteral } from './to-utc-literal';

/** A hundred ids stay well below the 8 KB of a request's target. */
const IDS_PER_CALL = 100;
const PAGE = 500;

export async function listJournal(
  mirror: Mirror,
  sysIds: readonly string[],
  since: string,
): Promise<MirrorOutcome<JournalEntry[]>> {
  const ids = [...new Set(sysIds)];
  const entries = new Map<string, JournalEntry>();
  for (let from = 0; from < ids.length; from += IDS_PER_CALL) {
    const some = ids.slice(from, from + IDS_PER_CALL);
    for (const entry of await listSome(mirror, some, toUtcLiteral(since))) {
      entries.set(entry.sysId, entry);
    }
  }
  const order = (entry: JournalEntry) => `${entry.createdOn} ${entry.sysId}`;
  return ok([...entries.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1)));
}

async function listSome(mirror: Mirror, ids: string[], since: string): Promise<JournalEntry[]> {
  const query = encodeQuery(
    [
      [
        { field: 'element_id', is: 'IN', values: ids },
        { field: 'element', is: 'IN', values: ['comments', 'work_notes'] },
        { field: 'sys_created_on', is: '>=', value: since },
      ],
    ],
    ['sys_created_on', 'sys_id'],
  );
  const entries: JournalEntry[] = [];
  // Entries are only ever added at the end, so an offset is safe here; only an empty page ends it.
  for (let offset = 0; ; offset += PAGE) {
    const answer = await mirror.call({
      path: 'sys_journal_field',
      parameters: {
        sysparm_query: query,
        sysparm_fields: 'sys_id,element_id,element,value,sys_created_on,sys_created_by',
        sysparm_limit: String(PAGE),
        sysparm_offset: String(offset),
        sysparm_no_count: 'true',
      },
    });
    const page = rowsOf(answer).map((raw) => toEntry(raw, mirror.settings.user));
    requireHonoured(
      mirror,
      page.every((entry) => ids.includes(entry.taskSysId) && entry.createdOn >= since),
    );
    if (page.length === 0) return entries;
    entries.push(...page);
  }
}

/** Marker and author together make an echo: a person who quotes our note is a person. */
function toEntry(raw: unknown, ownUser: string): JournalEntry {
  const text = valueOf(raw, 'value');
  const author = valueOf(raw, 'sys_created_by');
  return {
    sysId: valueOf(raw, 'sys_id'),
    taskSysId: valueOf(raw, 'element_id'),
    kind: valueOf(raw, 'element') === 'comments' ? 'comment' : 'work',
    text,
    author,
    createdOn: valueOf(raw, 'sys_created_on'),
    echo: author.toLowerCase() === ownUser.toLowerCase() && endsWithMarker(text),
  };
}
