import type { NextFunction, Request, Response } from 'express';
import { ZodError } from 'zod';
import { errorEntry, Refusal, type ErrorCode, type Facts, type Problem } from '../domain/errors';
import { refusalSentence } from '../domain/errors/sentence';
import type { Logger } from '../log';
import type { ProblemAnswer, ProblemDocument } from './answers';

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

export function toProblemAnswers(problems: readonly Problem[]): ProblemAnswer[] {
  return problems.map(({ field, code, facts }) => ({
    pointer: `/${field}`,
    code,
    detail: refusalSentence(code, facts),
  }));
}

/** What a refusal may add: the present state, the actions that are possible. */
export class RefusalWith extends Refusal {
  readonly more: Partial<ProblemDocument>;

  constructor(code: ErrorCode, facts: Facts, more: Partial<ProblemDocument>) {
    super(code, facts);
    this.more = more;
  }
}

export function sendProblem(response: Response, problem: ProblemDocument): void {
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
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

function problemOf(error: unknown, request: Request, log: Logger): ProblemDocument {
  const instance = request.path;
  if (error instanceof Refusal) {
    const more = error instanceof RefusalWith ? error.more : {};
    const errors = toProblemAnswers(error.problems);
    return { ...toProblem(error.code, error.facts, instance, errors), ...more };
  }
  if (error instanceof ZodError) {
    const errors = error.issues.map((issue) => ({
      pointer: `/${issue.path.join('/')}`,
      code: 'PARAMETER_NOT_READABLE' as const,
      detail: issue.message,
    }));
    return toProblem('PARAMETER_NOT_READABLE', {}, instance, errors);
  }
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return toProblem('BODY_TOO_LARGE', {}, instance);
  if (type === 'entity.parse.failed' || type === 'encoding.unsupported') {
    return toProblem('BODY_NOT_READABLE', {}, instance);
  }
  log.error({ error: error instanceof Error ? error.stack : String(error) }, 'a request failed');
  return isConnectionTrouble(error)
    ? toProblem('DEPENDENCY_UNAVAILABLE', {}, instance)
    : toProblem('INTERNAL', {}, instance);
}

function isConnectionTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : '';
  return /^(ECONN|EPIPE|ETIMEDOUT|57P|08|53)/u.test(code) || /timeout|terminated/iu.test(text);
}
