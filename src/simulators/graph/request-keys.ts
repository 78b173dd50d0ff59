import type { Request } from 'express';

/** Says whether a request carries a message as MIME instead of JSON. */
export const isMime = (request: Request): boolean =>
  /^text\/plain\b/i.test(request.get('content-type') ?? '');

/** MIME has no extended property; its message id is the key it shows. */
function messageIdIn(base64: string): string {
  const mime = Buffer.from(base64, 'base64').toString('latin1');
  const [head = ''] = mime.split(/\r?\n\r?\n/, 1);
  return /^message-id[ \t]*:\s*(<[^>]*>)/im.exec(head)?.[1] ?? '';
}

/** The key inside a message, for fault plans; empty where there is none. */
export function keyInBody(request: Request): string {
  if (typeof request.body === 'string') return messageIdIn(request.body);
  const body = request.body as
    { message?: unknown; singleValueExtendedProperties?: { value?: unknown }[] } | undefined;
  const message = (body?.message ?? body) as typeof body;
  const value = message?.singleValueExtendedProperties?.[0]?.value;
  return typeof value === 'string' ? value : '';
}

/** The key, or else the message id, a filter asks for; empty where there is none. */
export function keyInFilter(request: Request): string {
  const filter = request.query['$filter'];
  if (typeof filter !== 'string') return '';
  const asked =
    /\/value eq '((?:[^']|'')*)'/i.exec(filter) ??
    /\binternetMessageId eq '((?:[^']|'')*)'/i.exec(filter);
  return (asked?.[1] ?? '').replaceAll("''", "'");
}
