import type { NextFunction, Request, Response, Router } from 'express';
import type { FaultLine } from '../kit/fault-plan';
import { bendAnswer, strikeAnswer, strikeAtOnce, type Answer } from './answer-faults';
import { ApiRefusal, refusal, shortReason } from './api-refusal';
import { isServed, type ApiName } from './api-versions';
import { isObject } from './issues';
import type { JsonObject, LsoProduct } from './mef-state';
import { IllegalMove } from './order-moves';
import { readQuery, type ApiQuery } from './read-query';
import { scopeOf, type Scopes } from './scopes';
import type { Seller } from './seller';

export interface Call {
  seller: Seller;
  lso: LsoProduct;
  /** The id in the path, or an empty text. */
  id: string;
  query: ApiQuery;
  body: JsonObject;
  fault: FaultLine | undefined;
}

/** One call of a published API. */
export interface Operation {
  name: string;
  api: ApiName;
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  query?: readonly string[];
  /** Business key the faults and the ledger file the call under. */
  key: (seller: Seller, body: JsonObject, request: Request) => string | undefined;
  run: (call: Call) => Answer;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Mounts one operation and files every call of it in the ledger. */
export function serve(router: Router, operation: Operation, seller: Seller): void {
  const path = `/mefApi/:lso/${operation.api}/:number${operation.path}`;
  router[operation.method](path, async (request: Request, response: Response) => {
    const body = isObject(request.body) ? request.body : {};
    const key = operation.key(seller, body, request) ?? '';
    const fault = seller.faults.strike(operation.name, key);
    const file = (status: number) => {
      const { method, originalUrl } = request;
      const seen = { operation: operation.name, key, method, path: originalUrl, status };
      seller.ledger.add('request', { ...seen, fault: fault?.kind });
    };
    try {
      await answerCall(operation, seller, fault, request, response);
      file(response.headersSent ? response.statusCode : 0);
    } catch (error) {
      file(answerOf(error)?.status ?? 500);
      throw error;
    }
  });
}

/** Is it served and offered, does a fault strike, is the call well formed; then the work itself. */
async function answerCall(
  operation: Operation,
  seller: Seller,
  fault: FaultLine | undefined,
  request: Request,
  response: Response,
): Promise<void> {
  const { lso = '', number = '', id = '' } = request.params as Record<string, string>;
  const { scenario } = seller.state.value;
  if (!isServed(scenario.version, lso, operation.api, number)) {
    throw refusal(404, 'notFound', 'This version of the API is not served here.');
  }
  const scopes = response.locals['scopes'] as Scopes;
  const wanted = scopeOf(operation.name);
  if (scenario.conformance.checkScopes && scopes?.includes(wanted) === false) {
    throw refusal(403, 'accessDenied', `The token was not asked for ${wanted}.`);
  }
  if (fault?.kind === 'delay') await wait(Number(fault.with?.['ms'] ?? 1_000));
  if (fault && strikeAtOnce(fault, request, response)) return;
  if (scenario.notOffered.includes(operation.name)) {
    throw refusal(501, 'notImplemented', `${operation.name} is not offered.`);
  }
  const demanded = scenario.conformance.multiParty ? ['buyerId'] : [];
  const query = readQuery(request.originalUrl, operation.query ?? [], demanded);
  const reads = operation.method === 'get' || operation.method === 'delete';
  // A call without content is parsed as an empty object.
  const isSent = request.get('content-length') !== '0' && request.headers['content-type'];
  const body = isSent && isObject(request.body) ? request.body : undefined;
  if (!reads && !body) throw refusal(400, 'invalidBody', 'The body is not a JSON object.');
  const answer = operation.run({ seller, lso, id, query, body: body ?? {}, fault });
  if (operation.method !== 'get') seller.state.save();
  if (fault?.kind === 'slow') await wait(Number(fault.with?.['ms'] ?? 1_000));
  if (fault && strikeAnswer(fault, answer, request, response)) return;
  send(response, fault ? bendAnswer(fault, answer) : answer);
}

function send(response: Response, answer: Answer): void {
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.body === undefined) response.end();
  else response.json(answer.body);
}

/** The answer an error stands for; undefined = a fault of the simulator itself. */
function answerOf(error: unknown): Answer | undefined {
  if (error instanceof ApiRefusal) {
    return { status: error.status, body: error.body, headers: error.headers };
  }
  if (error instanceof IllegalMove) {
    return { status: 409, body: { code: 'conflict', reason: shortReason(error.message) } };
  }
  const isClientsFault =
    error instanceof Error &&
    'status' in error &&
    Number(error.status) >= 400 &&
    Number(error.status) < 500;
  return isClientsFault
    ? { status: 400, body: { code: 'invalidBody', reason: 'The body cannot be read.' } }
    : undefined;
}

/** Errors in the shape the published APIs use. */
export function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const reason = shortReason(error instanceof Error ? error.message : 'unknown');
  send(response, answerOf(error) ?? { status: 500, body: { code: 'internalError', reason } });
}
