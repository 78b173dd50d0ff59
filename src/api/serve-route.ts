import type { Request, RequestHandler, Response } from 'express';
import { Refusal } from '../domain/errors';
import { isGranted, rolesGranted } from '../domain/permissions';
import type { ApiTools } from './api-tools';
import { callerOf } from './authenticate';
import { jsonBody } from './json-body';
import { handleOnce } from './once';
import type { RateLimiter } from './rate-limit';
import { readRequest } from './read-request';
import type { Reply, Route } from './route';

const MOST_BYTES = '1mb';
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** The handlers of one row, once it is known who asks: how often, what, and only then the work. */
export function serveRoute(tools: ApiTools, limiter: RateLimiter, route: Route): RequestHandler[] {
  const handlers: RequestHandler[] = [limitRate(limiter, route), requireRow(route)];
  if (route.body !== undefined) {
    handlers.push(requireJson, jsonBody(MOST_BYTES, JSON_TYPES));
  }
  handlers.push((request, response, next) => {
    answer(tools, route, request, response).catch(next);
  });
  return handlers;
}

function limitRate(limiter: RateLimiter, route: Route): RequestHandler {
  const kind = route.method === 'get' ? 'read' : 'write';
  return (request, response, next) => {
    const own = limiter.take(callerOf(request).member.oid, kind);
    const seconds = own > 0 ? own : limiter.take('', 'everybody');
    if (seconds > 0) response.set('Retry-After', String(seconds));
    next(seconds > 0 ? new Refusal('TOO_MANY_REQUESTS', { seconds }) : undefined);
  };
}

/**
 * Rows about an order's owner are judged where the order is known; here a role must fit at all. Of
 * an action only its order is known yet, to be seen by row 1; its own row then says who can.
 */
function requireRow({ permission }: Route): RequestHandler {
  const row = permission === 'action' ? 1 : permission;
  const standing = { owner: true, assignee: true };
  return (request, _response, next) => {
    const may = isGranted(row, callerOf(request).member.roles, standing);
    next(may ? undefined : new Refusal('ACTION_FORBIDDEN', { row, roles: rolesGranted(row) }));
  };
}

const requireJson: RequestHandler = (request, _response, next) => {
  const length = request.get('content-length');
  const empty = (length === undefined || length === '0') && !request.get('transfer-encoding');
  if (empty || request.is(JSON_TYPES) !== false) next();
  else next(new Refusal('MEDIA_TYPE_UNKNOWN'));
};

async function answer(
  { reads, log }: ApiTools,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const began = performance.now();
  const { member, session } = callerOf(request);
  const call = {
    request,
    member,
    csrf: session?.csrf ?? null,
    channel: session === null ? ('api' as const) : ('web' as const),
    params: request.params as Record<string, string>,
    ...readRequest(route, request),
    resumed: false,
  };
  const key = request.get('idempotency-key');
  const reply =
    key === undefined || route.method === 'get'
      ? await route.handle(call)
      : await handleOnce(reads, route, call, key);
  await send(response, reply);
  const ms = Math.round(performance.now() - began);
  const { method } = request;
  log.debug({ method, route: route.path, status: reply.status, by: member.oid, ms }, 'answered');
}

async function send(response: Response, { status, body, headers, stream }: Reply): Promise<void> {
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (stream !== undefined) await stream(response);
  else if (body === undefined) response.end();
  else response.type('application/json').send(JSON.stringify(body));
}
