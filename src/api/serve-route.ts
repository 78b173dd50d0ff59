import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../domain/errors';
import { isGranted, rolesGranted } from '../domain/permissions';
import type { ApiTools } from './api-tools';
import { authenticate, callerOf, type Caller } from './authenticate';
import type { RateLimiter } from './rate-limit';
import type { Call, Reply, Route } from './route';

const MOST_BYTES = '1mb';
const DEEPEST = 20;

/** The handlers of one row: who, how often, what, and only then the work. */
export function serveRoute(tools: ApiTools, limiter: RateLimiter, route: Route): RequestHandler[] {
  const handlers: RequestHandler[] = [
    authenticate(tools.keys),
    limitRate(limiter, route),
    requireRow(route),
  ];
  if (route.body !== undefined) {
    handlers.push(requireJson, express.json({ limit: MOST_BYTES, strict: true }));
  }
  handlers.push((request, response, next) => {
    answer(tools, route, request, response).catch(next);
  });
  return handlers;
}

function limitRate(limiter: RateLimiter, route: Route): RequestHandler {
  const kind = route.method === 'get' ? 'read' : 'write';
  return (request, response, next) => {
    const seconds = limiter.take(callerOf(request).member.oid, kind);
    if (seconds > 0) response.set('Retry-After', String(seconds));
    next(seconds > 0 ? new Refusal('TOO_MANY_REQUESTS', { seconds }) : undefined);
  };
}

/** Rows about an order's owner are judged where the order is known; here a role must fit at all. */
function requireRow(route: Route): RequestHandler {
  return (request, _response, next) => {
    const { member } = callerOf(request);
    const row = route.permission;
    const standing = { owner: true, assignee: true };
    const may = row === null || isGranted(row, member.roles, standing);
    next(may ? undefined : new Refusal('ACTION_FORBIDDEN', { roles: rolesGranted(row) }));
  };
}

const requireJson: RequestHandler = (request, _response, next) => {
  const length = request.get('content-length');
  const empty = (length === undefined || length === '0') && !request.get('transfer-encoding');
  if (empty || request.is('application/json') !== false) next();
  else next(new Refusal('MEDIA_TYPE_UNKNOWN'));
};

function depthOf(value: unknown, depth = 1): number {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return depth;
  return Math.max(depth, ...Object.values(value).map((child) => depthOf(child, depth + 1)));
}

async function answer(
  tools: ApiTools,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const caller = callerOf(request);
  const call = toCall(route, request, caller);
  const key = request.get('idempotency-key');
  const reply =
    key === undefined || route.method === 'get'
      ? await route.handle(call)
      : await handleOnce(tools, route, call, key);
  send(response, reply);
}

function toCall(route: Route, request: Request, { member, csrf }: Caller): Call {
  const unknown = Object.keys(request.query).filter((name) => !knows(route, name));
  if (unknown.length > 0) throw new Refusal('PARAMETER_UNKNOWN', { fields: unknown });
  const given: unknown = request.body;
  if (depthOf(given) > DEEPEST) throw new Refusal('BODY_NOT_READABLE', { depth: DEEPEST });
  return {
    request,
    member,
    csrf,
    params: request.params as Record<string, string>,
    query: route.query === undefined ? {} : route.query.parse({ ...request.query }),
    body: route.body === undefined ? undefined : route.body.parse(given ?? {}),
  };
}

const knows = (route: Route, name: string) =>
  Object.hasOwn(route.query?.shape ?? {}, name) || (route.method === 'delete' && name === 'reason');

/** A repeated key gets the first answer; the same key for something else is a mistake. */
async function handleOnce(
  { reads }: ApiTools,
  route: Route,
  call: Call,
  key: string,
): Promise<Reply> {
  if (key.length > 200) throw new Refusal('PARAMETER_NOT_READABLE', { field: 'Idempotency-Key' });
  const path = call.request.path;
  const slot = { oid: call.member.oid, route: `${route.method} ${path}`, key };
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(call.body ?? null))
    .digest('hex');
  const kept = await reads.claimKey(slot, fingerprint);
  if (kept !== null) {
    if (kept.fingerprint !== fingerprint) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
    if (kept.status === null || kept.answer === null)
      throw new Refusal('IDEMPOTENCY_KEY_IN_FLIGHT');
    const headers = { ...kept.headers, 'Idempotency-Replayed': 'true' };
    return { status: kept.status, body: JSON.parse(kept.answer), headers };
  }
  try {
    const reply = await route.handle(call);
    const { status, body, headers = {} } = reply;
    await reads.keepAnswer(slot, { status, answer: JSON.stringify(body ?? null), headers });
    return reply;
  } catch (error) {
    // Nothing was done under this key, or what was done finds itself again by its own key.
    await reads.releaseKey(slot);
    throw error;
  }
}

function send(response: Response, { status, body, headers }: Reply): void {
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (body === undefined) response.end();
  else response.type('application/json').send(JSON.stringify(body));
}
