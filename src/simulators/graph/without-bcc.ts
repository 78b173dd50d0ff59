/** The MIME, in base64 as it came, that a recipient gets: without the header of blind copies. */
export function withoutBcc(base64: string): string {
  const mime = Buffer.from(base64, 'base64').toString('latin1');
  // The head with the end of its last line, so that every header ends alike; `(?![^])` is the end of all.
  const last = /\r?\n(?=\r?\n)/.exec(mime);
  const end = last === null ? mime.length : last.index + last[0].length;
  const head = mime.slice(0, end).replace(/^bcc[ \t]*:.*(?:\r?\n[ \t].*)*(?:\r?\n|(?![^]))/gim, '');
  return Buffer.from(head + mime.slice(end), 'latin1').toString('base64');
}
