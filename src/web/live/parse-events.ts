/** One event of a server-sent stream. */
export interface StreamEvent {
  id: string | null;
  data: string;
}

/**
 * Reads a server-sent stream piece by piece: give it text as it arrives, get the events that are
 * complete. Comments (`: beat`) and fields we do not use are skipped.
 */
export function createEventParser(): (text: string) => StreamEvent[] {
  let rest = '';
  let id: string | null = null;
  let data: string[] = [];
  return (text) => {
    const found: StreamEvent[] = [];
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/u);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) found.push({ id, data: data.join('\n') });
        data = [];
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/u.exec(line) ?? [];
      if (field === 'data') data.push(value);
      if (field === 'id') id = value;
    }
    return found;
  };
}
