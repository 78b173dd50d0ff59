import type { ConnectorClientOptions } from 'botframework-connector';
import { request, type Dispatcher } from 'undici';
import { ConnectorFailure, ConnectorSilence } from '../connector/connector-failure';
import { parseRetryAfter } from '../connector/parse-retry-after';

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;
type WebRequest = Parameters<HttpClient['sendRequest']>[0];

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1024 * 1024;

/**
 * The wire below the SDK's connector client: five seconds, no redirects, a bounded answer. An error
 * status is thrown as our own error, because the SDK repeats calls it recognises as failed, POSTs
 * included; thrown like this it calls exactly once.
 */
export function createConnectorHttp(dispatcher: Dispatcher, timeoutMs = TIMEOUT_MS): HttpClient {
  return {
    async sendRequest(webRequest) {
      const answer = await call(webRequest, dispatcher, timeoutMs);
      if (answer.status >= 300) {
        throw new ConnectorFailure(answer.status, codeOf(answer.text), answer.retryAfterMs);
      }
      const headers = webRequest.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      headers.set('content-type', answer.contentType);
      return { request: webRequest, status: answer.status, headers, bodyAsText: answer.text };
    },
  };
}

async function call(webRequest: WebRequest, dispatcher: Dispatcher, timeoutMs: number) {
  const { url, method, headers } = webRequest;
  const body: unknown = webRequest.body;
  try {
    const response = await request(url, {
      dispatcher,
      method: method as Dispatcher.HttpMethod,
      headers: headers.rawHeaders(),
      body: typeof body === 'string' ? body : null,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const header = (name: string) => [response.headers[name]].flat()[0];
    return {
      status: response.statusCode,
      contentType: header('content-type') ?? 'application/json',
      retryAfterMs: parseRetryAfter(header('retry-after')),
      text: await readText(response.body),
    };
  } catch (error) {
    throw new ConnectorSilence(causeOf(error));
  }
}

async function readText(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `{"error": {"code": "ConversationBlockedByUser"}}` names the reason; anything else has none. */
function codeOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' ? error.code.slice(0, 100) : '';
  } catch {
    return '';
  }
}

/** Codes and names only: messages of the network stack may carry addresses. */
function causeOf(error: unknown): string {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError') return 'timeout';
  return [code, name].find((word) => typeof word === 'string') ?? 'unknown failure';
}
