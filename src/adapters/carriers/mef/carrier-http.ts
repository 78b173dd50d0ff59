import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';

/**
 * All HTTP of a carrier adapter: one request, one answer. No redirects, no second tries; who calls
 * decides what an answer means.
 */
export type CarrierHttp = (call: HttpCall) => Promise<HttpAnswer>;

export interface HttpCall {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Called once the body has been handed to the socket, before the answer is known. */
  onSent?: () => void;
}

export interface HttpAnswer {
  status: number;
  header(name: string): string | null;
  /** A status without a readable body is still a status: a broken 201 may have committed. */
  body: { readable: true; json: unknown } | { readable: false; why: string };
}

/** No status came back. `sent` is false only while not a byte of the request had left. */
export class HttpFailure extends Error {
  readonly sent: boolean;

  constructor(cause: string, sent: boolean) {
    super(cause);
    this.name = 'HttpFailure';
    this.sent = sent;
  }
}

export interface HttpLimits {
  dispatcher: Dispatcher;
  /** From the first byte out to the last byte in. */
  timeoutMs: number;
  maxBytes: number;
}

export function createCarrierHttp({ dispatcher, timeoutMs, maxBytes }: HttpLimits): CarrierHttp {
  return async ({ method, url, headers, body, onSent }) => {
    const progress = { sent: false };
    const signal = AbortSignal.timeout(timeoutMs);
    let answer: Dispatcher.ResponseData;
    try {
      answer = await request(url, {
        dispatcher,
        method,
        signal,
        headers: { accept: 'application/json', ...headers, ...lengthOf(body) },
        body: body === undefined ? null : Readable.from(handOver(body, progress, onSent)),
      });
    } catch (error) {
      throw new HttpFailure(causeOf(error), progress.sent);
    }
    return {
      status: answer.statusCode,
      header: (name) => firstOf(answer.headers[name.toLowerCase()]),
      body: await readBody(answer.body, maxBytes),
    };
  };
}

/** Known in advance, so that the carrier has the whole request with the last chunk. */
function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

/**
 * The body as one chunk that notices being taken: undici asks for it only on an open socket, and
 * for more only after writing it. From the first ask on the carrier may have the request.
 */
async function* handOver(body: string, progress: { sent: boolean }, onSent?: () => void) {
  progress.sent = true;
  yield Buffer.from(body);
  await nextTurn();
  onSent?.();
}

async function readBody(
  stream: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<HttpAnswer['body']> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return { readable: false, why: `more than ${maxBytes} bytes` };
      chunks.push(chunk);
    }
  } catch (error) {
    return { readable: false, why: causeOf(error) };
  }
  if (bytes === 0) return { readable: false, why: 'empty body' };
  try {
    return { readable: true, json: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { readable: false, why: 'not JSON' };
  }
}

function firstOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

/** Codes and names only: messages of the network stack may carry addresses and headers. */
function causeOf(error: unknown): string {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError') return 'timeout';
  return [code, name].find((word) => typeof word === 'string') ?? 'unknown failure';
}
