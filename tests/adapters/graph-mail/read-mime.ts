/** A message in MIME as a mail program reads it, as far as these tests need it. */
export interface ReadMessage {
  /** Names in small letters, values unfolded and with their encoded words decoded. */
  headers: Record<string, string>;
  parts: { type: string; encoding: string; content: string }[];
}

/** Reads base64 of a multipart message: RFC 2045 to 2047, with RFC 5322's line ends demanded. */
export function readMime(base64: string): ReadMessage {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Error('That is not base64.');
  const source = Buffer.from(base64, 'base64').toString('utf8');
  if (/[^\r]\n|\r[^\n]/.test(source)) throw new Error('A line does not end with CR LF.');
  const { headers, body } = split(source);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw new Error('That has no parts.');
  const sections = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (!sections.at(-1)?.startsWith('--')) throw new Error('The last part does not end.');
  return { headers, parts: sections.slice(1, -1).map((section) => readPart(section.slice(2))) };
}

function readPart(section: string) {
  const { headers, body } = split(section);
  const encoding = headers['content-transfer-encoding'] ?? '';
  const content =
    encoding === 'base64' ? Buffer.from(body, 'base64') : unquote(body.replace(/=[ \t]*\r\n/g, ''));
  return { type: headers['content-type'] ?? '', encoding, content: content.toString('utf8') };
}

function split(source: string): { headers: Record<string, string>; body: string } {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const pairs = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())] as const;
  });
  return { headers: Object.fromEntries(pairs), body: source.slice(end + 4) };
}

/** Space between two encoded words belongs to neither. */
function decodeWords(text: string): string {
  return text
    .replace(/\?= +=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : unquote(word.replaceAll('_', ' ')).toString('utf8'),
    );
}

function unquote(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}
