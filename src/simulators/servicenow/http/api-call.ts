import type { Caller } from '../records/caller';
import { unreadable, ApiError } from './api-error';

/** One call of the API, whether it came by itself or inside another one. */
export interface ApiCall {
  method: string;
  /** Path and query as sent. */
  target: string;
  path: string;
  parameters: URLSearchParams;
  header(name: string): string;
  /** Undefined if it was longer than a body may be. */
  body: Buffer | undefined;
  caller: Caller;
  /** Scheme and host for links in the answer. */
  base: string;
}

/** Cuts a target into path and query; parameters that repeat count once, the first time. */
export function readTarget(target: string): { path: string; parameters: URLSearchParams } {
  const mark = target.indexOf('?');
  if (mark === -1) return { path: target, parameters: new URLSearchParams() };
  return {
    path: target.slice(0, mark),
    parameters: new URLSearchParams(target.slice(mark + 1)),
  };
}

/** The JSON object a write carries. */
export function readJsonObject(call: ApiCall): Record<string, unknown> {
  const type = call.header('content-type');
  if (call.body === undefined) throw unreadable('The payload is larger than 10 MB');
  if (type === '' || call.body.length === 0) throw unreadable('The payload is missing');
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new ApiError(415, 'Unsupported media type', `Content-Type ${type} is not supported`);
  }
  let value: unknown;
  try {
    value = JSON.parse(call.body.toString('utf8'));
  } catch {
    throw unreadable('The payload is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable('The payload is not a JSON object');
  }
  return value as Record<string, unknown>;
}

/** Is JSON among the types a caller accepts? Naming none means anything. */
export function acceptsJson(accept: string): boolean {
  if (accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    return !isRefused && ['*/*', 'application/*', 'application/json'].includes(type);
  });
}
