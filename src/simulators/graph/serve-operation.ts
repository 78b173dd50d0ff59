import { isUtf8 } from 'node:buffer';
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { FaultLine } from '../kit/fault-plan';
import type { GraphContext } from './graph-context';
import { GraphError, toErrorBody } from './graph-error';
import { readPreferences } from './preferences';
import { idsOf } from './request-ids';

/** What a route answers when nothing goes wrong. */
export interface Reply {
  status: number;
  body?: unknown;
  /** Answered in place of a body, as it is. */
  mime?: Buffer;
}

export interface Operation {
  /** Name in fault plans and in the ledger. */
  name: string;
  /** The mail's own key, as far as the request shows it. */
  keyOf: (request: Request) => string;
  handle: (request: Request, fault: FaultLine | undefined) => Reply | Promise<Reply>;
}

const PARALLEL_LIMIT = 4;
/** These strike after the work is done: the caller cannot know that it was. */
const AFTER_COMMIT = [
  'commitThenDrop',
  'commitThenSilence',
  'commitThenBrokenBody',
  'status500AfterSend',
];

const hold = (): Promise<never> => new Promise(() => undefined);

function throttle(context: GraphContext, fault: FaultLine): GraphError {
  const seconds = fault.with?.['retryAfterSeconds'];
  const isSilent = seconds === null;
  const wait = typeof seconds === 'number' ? seconds : 1;
  if (!isSilent) {
    context.throttledUntilMs = Math.max(context.throttledUntilMs, Date.now() + wait * 1000);
  }
  const date = new Date(Date.now() + wait * 1000).toUTCString();
  const value = fault.with?.['asDate'] === true ? date : String(wait);
  return new GraphError(
    429,
    'TooManyRequests',
    'Too many requests.',
    isSilent ? {} : { 'retry-after': value },
  );
}

/** Faults that strike instead of the work. */
async function strikeBefore(
  context: GraphContext,
  fault: FaultLine,
  request: Request,
): Promise<void> {
  switch (fault.kind) {
    case 'dropBefore':
      request.socket.destroy();
      return hold();
    case 'stall': {
      const ms = fault.with?.['ms'];
      return typeof ms === 'number' ? delay(ms, undefined, { ref: false }) : hold();
    }
    case 'status401':
      throw new GraphError(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.');
    case 'status429':
      throw throttle(context, fault);
    case 'status500':
      throw new GraphError(500, 'InternalServerError', 'An unexpected error occurred.');
    case 'status503':
      throw new GraphError(503, 'ServiceUnavailable', 'The service is unavailable.');
    case 'status504':
      throw new GraphError(504, 'UnknownError', '');
  }
}

/** Faults that strike once the work is done. */
function strikeAfter(fault: FaultLine, request: Request, response: Response, reply: Reply): void {
  switch (fault.kind) {
    case 'commitThenDrop':
      request.socket.destroy();
      return;
    case 'commitThenSilence':
      return;
    case 'commitThenBrokenBody':
      response.status(reply.status).type('json').send('{"id":"AAMk');
      return;
    default:
      throw new GraphError(500, 'InternalServerError', 'An unexpected error occurred.');
  }
}

/** Counts a call as running until it is left, once. */
function takePlace(context: GraphContext): () => void {
  let isInside = true;
  context.parallel += 1;
  return () => {
    if (isInside) context.parallel -= 1;
    isInside = false;
  };
}

function requireMailbox(context: GraphContext, request: Request): void {
  const user = String(request.params['user']).toLowerCase();
  if (user !== context.mailbox) {
    throw new GraphError(
      403,
      'ErrorAccessDenied',
      'Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
    );
  }
}

function respond(request: Request, response: Response, { status, body, mime }: Reply): void {
  response.status(status);
  const { applied } = readPreferences(request.get('prefer') ?? '');
  if (applied !== '') response.set('preference-applied', applied);
  if (mime !== undefined) {
    // As text where it is, so that a record of the exchange can be read.
    response.type('text/plain').send(isUtf8(mime) ? mime.toString() : mime);
  } else if (body === undefined) response.send();
  else response.json(body);
}

/** Wraps a route in what every call meets: mailbox, the limit of four, faults, the ledger. */
export function serveOperation(context: GraphContext, operation: Operation) {
  const serve = async (
    request: Request,
    response: Response,
    facts: Record<string, unknown> & { key: string },
  ): Promise<Reply | undefined> => {
    requireMailbox(context, request);
    if (context.parallel > PARALLEL_LIMIT) {
      context.ledger.add('tooManyParallel', facts);
      throw new GraphError(
        429,
        'ApplicationThrottled',
        'Application is over its MailboxConcurrency limit.',
        { 'retry-after': '1' },
      );
    }
    const fault = context.faults.strike(operation.name, facts.key);
    if (fault !== undefined) {
      context.ledger.add('fault', { ...facts, fault: fault.kind });
      await strikeBefore(context, fault, request);
    }
    await delay(context.latencyMs);
    const reply = await operation.handle(request, fault);
    if (fault === undefined || !AFTER_COMMIT.includes(fault.kind)) return reply;
    strikeAfter(fault, request, response, reply);
    return undefined;
  };

  return async (request: Request, response: Response): Promise<void> => {
    const beforeRetryAfterMs = Math.max(0, context.throttledUntilMs - Date.now());
    const facts = { operation: operation.name, key: operation.keyOf(request), beforeRetryAfterMs };
    // A caller that has its answer may call again before this side has seen the end of the last.
    const leave = takePlace(context);
    response.once('close', leave);
    try {
      const reply = await serve(request, response, facts);
      if (reply === undefined) return;
      context.ledger.add('call', { ...facts, status: reply.status });
      leave();
      respond(request, response, reply);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      context.ledger.add('call', { ...facts, status: error.status, code: error.code });
      leave();
      response
        .status(error.status)
        .set(error.headers)
        .json(toErrorBody(error.code, error.message, context.clock.nowIso(), idsOf(response)));
    }
  };
}
