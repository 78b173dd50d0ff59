/** One event of a server-sent stream; `data` is empty where it only says its place. */
export interface StreamEvent {
  id: string | null;
  data: string;
}

/**
 * Reads a server-sent stream piece by piece: give it text as it arrives, get the events that are
 * complete. Comments (`: beat`) and fields we do not use are skipped. The stream opens with an id
 * alone: who is cut off before the first change resumes there.
 */
export function createEventParser(): (text: string) => StreamEvent[] {
  let rest = '';
  let id: string | null = null;
  let data: string[] = [];
  let placed = false;
  return (text) => {
    const found: StreamEvent[] = [];
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/u);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (placed || data.length > 0) found.push({ id, data: data.join('\n') });
        data = [];
        placed = false;
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/u.exec(line) ?? [];
      if (field === 'data') data.push(value);
      if (field === 'id') {
        id = value;
        placed = true;
      }
    }
    return found;
  };
}
