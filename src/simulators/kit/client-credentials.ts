import type { Request } from 'express';

/** Fields of a posted form; one sent twice counts once, the first time. */
export type Form = Record<string, string | undefined>;

export interface ClientCredentials {
  id: string | undefined;
  secret: string | undefined;
}

export function readForm(request: Request): Form {
  const fields = Object.entries((request.body ?? {}) as Record<string, string | string[]>);
  return Object.fromEntries(
    fields.map(([name, value]) => [name, typeof value === 'string' ? value : value[0]]),
  );
}

/** Both halves are form-encoded (RFC 6749, 2.3.1), but not every client does it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Who asks for a token: by a Basic header or, without one, by the form. */
export function readClientCredentials(request: Request, form: Form): ClientCredentials {
  const basic = /^Basic (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (basic === undefined) return { id: form['client_id'], secret: form['client_secret'] };
  const pair = Buffer.from(basic, 'base64').toString();
  const colon = pair.indexOf(':');
  if (colon === -1) return { id: decoded(pair), secret: undefined };
  return { id: decoded(pair.slice(0, colon)), secret: decoded(pair.slice(colon + 1)) };
}
