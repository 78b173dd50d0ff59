import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { errorEntry, Refusal, type ErrorCode, type Facts, type Problem } from '../domain/errors';
import { refusalSentence } from '../domain/errors/sentence';
import type { SentenceNames } from '../domain/errors/sentence-parts';
import type { Logger } from '../log';
import type { ProblemAnswer, ProblemDocument } from './answers';

const LONGEST_POINTER = 200;
const MOST_PROBLEMS = 100;

/** A JSON pointer (RFC 6901); a hostile name is cut, not repeated at length. */
export function pointerTo(path: readonly string[]): string {
  const escaped = path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return escaped.join('').slice(0, LONGEST_POINTER);
}

/** A refusal as RFC 9457 tells it, with every problem at once. */
export function toProblem(
  code: ErrorCode,
  facts: Facts,
  instance: string,
  errors: readonly ProblemAnswer[] = [],
): ProblemDocument {
  const { status, title } = errorEntry(code);
  return {
    type: `https://circuit-orders.example/errors#${code.toLowerCase()}`,
    title,
    status,
    detail: refusalSentence(code, facts),
    instance,
    code,
    errors: [...errors],
  };
}

export function toProblemAnswers(
  problems: readonly Problem[],
  names: SentenceNames = {},
): ProblemAnswer[] {
  return problems.slice(0, MOST_PROBLEMS).map(({ field, code, facts }) => ({
    pointer: pointerTo([field]),
    code,
    detail: refusalSentence(code, facts, names),
  }));
}

/** What a refusal may add: the present state, the actions that are possible, a better sentence. */
export class RefusalWith extends Refusal {
  readonly more: Partial<ProblemDocument>;

  constructor(code: ErrorCode, facts: Facts, more: Partial<ProblemDocument>) {
    super(code, facts);
    this.more = more;
  }
}

/** RFC 6750: a client that hears of an invalid token takes a new one and asks again. */
const challengeOf = (code: ErrorCode) =>
  code === 'TOKEN_REFUSED' ? 'Bearer error="invalid_token"' : 'Bearer';

export function sendProblem(response: Response, problem: ProblemDocument): void {
  if (problem.status === 401) response.set('WWW-Authenticate', challengeOf(problem.code));
  if (problem.status === 503) response.set('Retry-After', '2');
  if (problem.code === 'IDEMPOTENCY_KEY_IN_FLIGHT') response.set('Retry-After', '1');
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** The last handler: whatever was thrown becomes a problem; a stack never leaves the process. */
export function answerErrors(log: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, problemOf(error, request, log));
  };
}

/** What a request is answered with that ended in an error; the log gets what nobody else may see. */
export function problemOf(error: unknown, request: Request, log: Logger): ProblemDocument {
  const instance = request.path.slice(0, LONGEST_POINTER);
  if (error instanceof Refusal) {
    const more = error instanceof RefusalWith ? error.more : {};
    const errors = toProblemAnswers(error.problems);
    return { ...toProblem(error.code, error.facts, instance, errors), ...more };
  }
  const unread = unreadableCode(error);
  if (unread !== null) return toProblem(unread, {}, instance);
  const traceId = randomUUID();
  const told = error instanceof Error ? error.stack : String(error);
  log.error({ error: told, traceId }, 'a request failed');
  return isConnectionTrouble(error)
    ? toProblem('DEPENDENCY_UNAVAILABLE', {}, instance)
    : toProblem('INTERNAL', { traceId }, instance);
}

/** What the HTTP layer itself could not read: broken JSON, a broken escape, a body cut off. */
function unreadableCode(error: unknown): ErrorCode | null {
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (error instanceof URIError) return 'PARAMETER_NOT_READABLE';
  if (status === 413) return 'BODY_TOO_LARGE';
  if (status === 415) return 'MEDIA_TYPE_UNKNOWN';
  if (type === undefined && (status === 403 || status === 404)) return 'ROUTE_UNKNOWN';
  const isTheirs = typeof status === 'number' && status >= 400 && status < 500;
  return isTheirs ? 'BODY_NOT_READABLE' : null;
}

function isConnectionTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : '';
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|UND_ERR|57P|08|53)/u.test(code) || /timeout|terminated/iu.test(text)
  );
}
