import {
  AuthenticationHandler,
  AuthenticationHandlerOptions,
  Client,
  ResponseType,
  RetryHandler,
  RetryHandlerOptions,
  type Context,
  type GraphRequest,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import type { RequestInit } from 'undici';
import { createFetch, faultOf, type Fetch } from './create-fetch';
import type { GraphMailSettings } from './graph-mail-settings';
import { createGraphTokens } from './create-graph-tokens';
import { readAnswer, retryAfterMs, retryLater, type Answer } from './graph-trouble';

/** One call of the mailbox: parameters are plain, they are encoded here. */
export interface GraphCall {
  path: string;
  parameters?: Record<string, string>;
  /** Makes it a POST; `null` is one without content. */
  post?: object | null;
  /** Makes it a POST of a MIME message, already in base64. */
  mime?: string;
  /** Makes it a PATCH. */
  patch?: object;
  remove?: true;
}

export type GraphCalls = (call: GraphCall) => Promise<unknown>;

/** The official client on our own transport, called exactly once per call. */
export function createGraphCalls(settings: GraphMailSettings): GraphCalls {
  const fetch = createFetch(settings);
  const tokens = createGraphTokens(fetch, settings);
  const origin = new URL(settings.url);
  const client = Client.initWithMiddleware({
    baseUrl: origin.origin,
    // The client drops the token, silently, for any other host than these and Microsoft's.
    customHosts: new Set([origin.hostname]),
    middleware: chain(
      new AuthenticationHandler({ getAccessToken: () => tokens.current() }),
      new RetryHandler(new RetryHandlerOptions(0, 0)),
      new Transport(fetch),
    ),
  });
  let pausedUntil = 0;
  const mailbox = `/users/${encodeURIComponent(settings.mailbox)}`;

  const attempt = async (call: GraphCall, token: string): Promise<Answer> => {
    const request = client
      .api(`${mailbox}${call.path}`)
      .responseType(ResponseType.RAW)
      .middlewareOptions([
        new RetryHandlerOptions(0, 0),
        new AuthenticationHandlerOptions({ getAccessToken: () => Promise.resolve(token) }),
      ]);
    for (const [name, value] of Object.entries(call.parameters ?? {})) {
      request.query({ [name]: encodeURIComponent(value) });
    }
    try {
      return (await perform(request, call)) as Answer;
    } catch (error) {
      throw retryLater(`Graph did not answer: ${faultOf(error)}`);
    }
  };

  return async (call) => {
    // A throttled mailbox is throttled for all mails, whichever one was told.
    const pausedMs = pausedUntil - performance.now();
    if (pausedMs > 0) throw retryLater('Graph asked for a pause.', Math.ceil(pausedMs));
    const token = await tokens.current();
    let answer = await attempt(call, token);
    // Credentials are judged before anything happens, so one more try repeats nothing.
    if (answer.status === 401) answer = await attempt(call, await tokens.renew(token));
    pausedUntil = Math.max(pausedUntil, performance.now() + (retryAfterMs(answer) ?? 0));
    return readAnswer(answer).catch((error: unknown) => {
      throw error instanceof Error && 'failure' in error
        ? error
        : retryLater(`Graph broke off its answer: ${faultOf(error)}`);
    });
  };
}

function perform(request: GraphRequest, call: GraphCall): Promise<unknown> {
  if (call.remove) return request.delete();
  if (call.patch) return request.patch(call.patch);
  // The content type alone tells Graph that this is no JSON.
  if (call.mime !== undefined) return request.header('Content-Type', 'text/plain').post(call.mime);
  return call.post === undefined ? request.get() : request.post(call.post ?? '');
}

function chain(...links: Middleware[]): Middleware {
  links.forEach((link, index) => {
    const next = links[index + 1];
    if (next) link.setNext?.(next);
  });
  return links[0] as Middleware;
}

/** The last link: the client's own would use the global fetch, which knows no authority of ours. */
class Transport implements Middleware {
  private readonly fetch: Fetch;

  constructor(fetch: Fetch) {
    this.fetch = fetch;
  }

  async execute(context: Context): Promise<void> {
    // The client's types are those of browsers and an older fetch; these are the same at run time.
    const init: unknown = context.options;
    const answer: unknown = await this.fetch(String(context.request), init as RequestInit);
    context.response = answer as NonNullable<Context['response']>;
  }
}
