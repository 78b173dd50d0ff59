import type { MirrorOutcome } from '../../ports/task-mirror';
import type { WireAnswer } from './create-send-request';

export type MirrorFailure = Exclude<
  MirrorOutcome<never>,
  { outcome: 'ok' } | { outcome: 'partial_write' }
>;

export type CallResult = { ok: true; result: unknown } | { ok: false; failure: MirrorFailure };

/** A read may be repeated at will; a write whose answer is in doubt may have been committed. */
export type CallKind = 'read' | 'write';

export function failed(failure: MirrorFailure): { ok: false; failure: MirrorFailure } {
  return { ok: false, failure };
}

export function retryLater(cause: string, retryAfterMs: number | null = null): MirrorFailure {
  return { outcome: 'retry_later', cause, retryAfterMs };
}

export function refused(cause: string): MirrorFailure {
  return { outcome: 'refused', cause };
}

/**
 * The table of classes. A 2xx counts only as JSON, complete and without an `error` key: a login
 * page and half a list both come with 200.
 */
export function classifyAnswer(answer: WireAnswer, kind: CallKind, nowMs: number): CallResult {
  if (!answer.arrived) {
    const cause = `ServiceNow did not answer: ${answer.cause}`;
    return failed(answer.sent ? inDoubt(kind, cause, null) : retryLater(cause));
  }
  const { status, headers } = answer;
  const body = parseJson(answer);
  const told = errorText(body);
  const cause = `ServiceNow answered ${status}: ${told ?? headers['content-type'] ?? 'nothing'}`;
  const waitMs = retryAfterMs(headers, nowMs);

  if (status >= 200 && status < 300) {
    if (body !== null && told === null && 'result' in body) {
      return { ok: true, result: body['result'] };
    }
    return failed(inDoubt(kind, cause, waitMs));
  }
  if (status === 429) return failed(retryLater(cause, waitMs));
  if (status === 401) return failed({ outcome: 'auth_failed', cause });
  // A collision says that our record exists, or that somebody's unseen one does.
  if (status === 403 && kind === 'write' && /error during insert/i.test(told ?? '')) {
    return failed({ outcome: 'unknown', cause });
  }
  if (status === 404 && /no record found/i.test(told ?? '')) return failed({ outcome: 'missing' });
  if (status >= 400 && status < 500 && status !== 408) return failed(refused(cause));
  return failed(inDoubt(kind, cause, waitMs));
}

function inDoubt(kind: CallKind, cause: string, waitMs: number | null): MirrorFailure {
  return kind === 'read' ? retryLater(cause, waitMs) : { outcome: 'unknown', cause };
}

function parseJson(answer: { headers: Record<string, string>; body: string }) {
  if (!/^application\/json\b/i.test(answer.headers['content-type'] ?? '')) return null;
  try {
    const body: unknown = JSON.parse(answer.body);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function errorText(body: Record<string, unknown> | null): string | null {
  const error = body?.['error'];
  if (error === undefined) return null;
  const { message, detail } = (typeof error === 'object' ? (error ?? {}) : {}) as {
    message?: unknown;
    detail?: unknown;
  };
  const parts = [message ?? error, detail].filter((part) => typeof part === 'string');
  return parts.join(' - ').slice(0, 300) || 'error';
}

/**
 * Milliseconds to wait, from seconds or a date. A date is measured against the answer's own
 * `Date`, so that a clock of ours that is minutes off changes nothing.
 */
export function retryAfterMs(headers: Record<string, string>, nowMs: number): number | null {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  const dated = Date.parse(headers['date'] ?? '');
  return Number.isNaN(until) ? null : Math.max(0, until - (Number.isNaN(dated) ? nowMs : dated));
}
