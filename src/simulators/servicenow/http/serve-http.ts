import type { Request, RequestHandler, Response } from 'express';
import type { Instance } from '../instance';
import {
  droppedAnswer,
  errorAnswer,
  emptyAnswer,
  htmlAnswer,
  sendAnswer,
  type Answer,
} from './answer';
import { readTarget, type ApiCall } from './api-call';
import { ApiError, noResource } from './api-error';
import { authenticate } from './authenticate';
import { createCallSlots, type CallSlots } from './call-slots';
import { handleCall } from './handle-call';
import { oauthToken } from './oauth-token';
import { readBody } from './read-body';
import { strikeFault } from './strike-fault';

const TARGET_LIMIT = 8192;
const BODY_LIMIT = 10 * 1024 * 1024;
const TOKEN_BODY_LIMIT = 64 * 1024;

const firstOf = (header: string | undefined) => header?.split(',')[0]?.trim();

/** Scheme and host under which the caller reached us, a proxy's word included. */
function baseOf(request: Request): string {
  const scheme = firstOf(request.get('x-forwarded-proto')) ?? request.protocol;
  const host = firstOf(request.get('x-forwarded-host')) ?? request.get('host') ?? 'localhost';
  return `${scheme}://${host}`;
}

async function answerToken(instance: Instance, request: Request, body: string): Promise<Answer> {
  const form = new URLSearchParams(body);
  return strikeFault(instance, {
    operation: 'token',
    keys: [form.get('grant_type') ?? ''],
    perform: () =>
      oauthToken(instance, {
        method: request.method,
        contentType: request.get('content-type') ?? '',
        authorization: request.get('authorization') ?? '',
        body,
      }),
  });
}

interface Served {
  answer: Answer;
  requestBody: string;
  userName: string;
}

/** Signs the caller in and serves the call; credentials are judged before anything else. */
async function serveCall(instance: Instance, request: Request): Promise<Served> {
  const body = await readBody(request, BODY_LIMIT);
  const requestBody = body?.toString('utf8') ?? '';
  let userName = '';
  try {
    const caller = authenticate(instance, request.get('authorization') ?? '');
    userName = caller.userName;
    const call: ApiCall = {
      method: (request.get('x-http-method-override') ?? request.method).toUpperCase(),
      target: request.originalUrl,
      ...readTarget(request.originalUrl),
      header: (name) => request.get(name) ?? '',
      body,
      caller,
      base: baseOf(request),
    };
    return { answer: await handleCall(instance, call), requestBody, userName };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { answer: errorAnswer(error), requestBody, userName };
  }
}

async function inSlot(
  slots: CallSlots,
  response: Response,
  serve: () => Promise<Served>,
): Promise<Served> {
  if (!(await slots.enter())) return { answer: emptyAnswer(429), requestBody: '', userName: '' };
  // A caller may have hung up in the queue; then nobody will ever report the end of the call.
  if (response.closed) {
    slots.leave();
    return { answer: droppedAnswer(), requestBody: '', userName: '' };
  }
  response.once('close', () => {
    slots.leave();
  });
  return serve();
}

/** Everything below `/` that is not the simulator's own: the API, the token endpoint, the rest. */
export function serveHttp(instance: Instance): RequestHandler {
  const slots = createCallSlots();
  const serve = async (request: Request, response: Response): Promise<Served> => {
    if (Buffer.byteLength(request.originalUrl) > TARGET_LIMIT) {
      return { answer: htmlAnswer(414, 'Request-URI Too Long'), requestBody: '', userName: '' };
    }
    const { path } = readTarget(request.originalUrl);
    if (path === '/oauth_token.do') {
      const body = (await readBody(request, TOKEN_BODY_LIMIT))?.toString('utf8') ?? '';
      return { answer: await answerToken(instance, request, body), requestBody: '', userName: '' };
    }
    if (path === '/api' || path.startsWith('/api/')) {
      return inSlot(slots, response, () => serveCall(instance, request));
    }
    const answer = path === '/' ? htmlAnswer(200, 'ServiceNow') : errorAnswer(noResource());
    return { answer, requestBody: '', userName: '' };
  };
  return async (request, response) => {
    try {
      const { answer, ...facts } = await serve(request, response);
      sendAnswer(instance, request, response, answer, facts);
    } catch (error) {
      // Reading the rest of a call fails when the caller hangs up; there is nobody left to tell.
      if (!request.destroyed) throw error;
    }
  };
}
