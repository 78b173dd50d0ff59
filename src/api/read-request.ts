import type { Request } from 'express';
import type { z } from 'zod';
import { errorEntry, type ErrorCode } from '../domain/errors';
import type { ProblemAnswer } from './answers';
import { RefusalWith, pointerTo } from './problem';
import type { Route } from './route';
import { schemaFault } from './schema-faults';

const MOST_PROBLEMS = 100;

/** Query and body of a request as its route describes them, or everything that is wrong with them. */
export function readRequest(route: Route, request: Request): { query: unknown; body: unknown } {
  const query = readQuery(route, request);
  const given: unknown = request.body;
  if (route.body === undefined) return { query, body: undefined };
  requirePlain(given);
  const read = route.body.safeParse(given ?? {}, { error: schemaFault });
  if (read.success) return { query, body: read.data };
  return refuse(read.error.issues.flatMap((issue) => bodyProblems(issue, given)));
}

function readQuery(route: Route, request: Request): unknown {
  const given = { ...request.query };
  const known = route.query?.shape ?? {};
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => parameterProblem(name, 'PARAMETER_UNKNOWN'));
  const read = route.query?.safeParse(given, { error: schemaFault });
  for (const issue of read?.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') continue;
    problems.push(parameterProblem(String(issue.path[0]), 'PARAMETER_NOT_READABLE', issue.message));
  }
  for (const name of garbledParameters(request.url)) {
    problems.push(parameterProblem(name, 'PARAMETER_NOT_READABLE', 'Escape its UTF-8 bytes.'));
  }
  const hasNul = Object.entries(given).find(([, value]) =>
    JSON.stringify(value).includes('\\u0000'),
  );
  if (hasNul !== undefined) problems.push(parameterProblem(hasNul[0], 'PARAMETER_NOT_READABLE'));
  return problems.length > 0 ? refuse(problems) : (read?.data ?? {});
}

/** Parameters whose escapes stand for no text. Read leniently, they would become another text. */
function garbledParameters(url: string): string[] {
  const [, ...query] = url.split('?');
  const pairs = query.join('?').split('&');
  return pairs.filter((pair) => !isEscapedText(pair)).map((pair) => pair.split('=')[0] ?? '');
}

function isEscapedText(escaped: string): boolean {
  try {
    decodeURIComponent(escaped);
    return true;
  } catch {
    return false;
  }
}

function parameterProblem(name: string, code: ErrorCode, why?: string): ProblemAnswer {
  const { title, help } = errorEntry(code);
  const parameter = name.slice(0, 80);
  const detail = `${parameter}: ${why ?? `${title} ${help}`}`;
  return { pointer: '', parameter, code, detail };
}

function bodyProblems(issue: z.core.$ZodIssue, given: unknown): ProblemAnswer[] {
  const at = (path: readonly PropertyKey[], code: ErrorCode, why?: string): ProblemAnswer => {
    const { title, help } = errorEntry(code);
    return { pointer: pointerTo(path.map(String)), code, detail: why ?? `${title} ${help}` };
  };
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at([...issue.path, key], 'FIELD_UNKNOWN'));
  }
  if (valueAt(given, issue.path) === undefined) return [at(issue.path, 'FIELD_REQUIRED')];
  if (issue.code === 'invalid_value') return [at(issue.path, 'CHOICE_UNKNOWN', issue.message)];
  return [at(issue.path, 'BODY_NOT_READABLE', issue.message)];
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    given ?? {},
  );
}

/** Refuses a parameter or header by its name. */
export function refuseParameter(name: string, why: string): never {
  return refuse([parameterProblem(name, 'PARAMETER_NOT_READABLE', why)]);
}

/** The first problem is also the refusal as a whole, for whoever reads no further. */
function refuse(problems: readonly ProblemAnswer[]): never {
  const [first] = problems;
  const { code = 'BODY_NOT_READABLE', pointer = '', detail = '' } = first ?? {};
  throw new RefusalWith(
    code,
    {},
    {
      detail: pointer === '' ? detail : `${pointer}: ${detail}`,
      errors: problems.slice(0, MOST_PROBLEMS),
    },
  );
}

const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * Refuses what no database column can hold and no page can show: half characters, and the one key
 * that means something to the language itself.
 */
function requirePlain(given: unknown): void {
  const problems: ProblemAnswer[] = [];
  const found = (path: readonly string[], code: ErrorCode) => {
    const { title, help } = errorEntry(code);
    problems.push({ pointer: pointerTo(path), code, detail: `${title} ${help}` });
  };
  const look = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string' && UNSTORABLE.test(value))
      found(path, 'TEXT_FORBIDDEN_CHARACTER');
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === '__proto__') found([...path, key], 'FIELD_UNKNOWN');
      else if (typeof child === 'object' || typeof child === 'string') look(child, [...path, key]);
    }
  };
  look(given, []);
  if (problems.length > 0) refuse(problems);
}
