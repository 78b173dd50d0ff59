import type { MailOutcome } from '../../ports/mail';

export type MailFailure = Exclude<MailOutcome, { outcome: 'sent' }>;

/** Ends the sending of a mail with an outcome; `createGraphMailer` turns it into the answer. */
export class GraphTrouble extends Error {
  readonly failure: MailFailure;

  constructor(failure: MailFailure) {
    super(failure.cause);
    this.failure = failure;
  }
}

export function retryLater(cause: string, retryAfterMs: number | null = null): GraphTrouble {
  return new GraphTrouble({ outcome: 'retry_later', cause, retryAfterMs });
}

export function refused(cause: string): GraphTrouble {
  return new GraphTrouble({ outcome: 'refused', cause });
}

/** What of an answer decides about it; both kinds of `Response` have it. */
export interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/**
 * The body of a good answer, else the trouble. Only what no repetition can change is refused: our
 * own request. A mailbox, a permission or a licence can be put right meanwhile.
 */
export async function readAnswer(answer: Answer): Promise<unknown> {
  const isJson = /^application\/json\b/i.test(answer.headers.get('content-type') ?? '');
  const text = await answer.text();
  const body = isJson ? parseJson(text) : undefined;
  const { status } = answer;
  if (status === 202 || status === 204) return null;
  if (status >= 200 && status < 300 && body !== undefined) return body;

  const { code, message } = errorOf(body);
  const cause = `Graph answered ${status}${code === '' ? '' : ` ${code}: ${message}`}`;
  if (status === 400 || status === 413 || status === 422) throw refused(cause);
  throw retryLater(cause, retryAfterMs(answer));
}

/** Seconds or a date, the date measured against the answer's own. */
export function retryAfterMs(answer: Pick<Answer, 'headers'>): number | null {
  const text = answer.headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const waitMs = Date.parse(text) - Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function errorOf(body: unknown): { code: string; message: string } {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | undefined | null)
    ?.error;
  const textOf = (part: unknown) => (typeof part === 'string' ? part.slice(0, 200) : '');
  return { code: textOf(error?.code), message: textOf(error?.message) };
}
