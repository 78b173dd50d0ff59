import type { Request, Response } from 'express';
import { recordExchange } from '../../kit/exchange-recorder';
import type { Instance } from '../instance';
import type { ApiError } from './api-error';
import { cutConnection } from './cut-connection';

/** What a call is answered with; `isDropped` cuts the connection instead. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  type: string;
  body: string;
  isDropped?: boolean;
}

/** How much of a request's body the ledger keeps. */
const NOTED_CHARACTERS = 4_000;

const JSON_TYPE = 'application/json;charset=UTF-8';

export const jsonAnswer = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, type: JSON_TYPE, body: JSON.stringify(value) });

export const emptyAnswer = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, type: '', body: '' });

export const htmlAnswer = (status: number, title: string): Answer => ({
  status,
  headers: {},
  type: 'text/html;charset=UTF-8',
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
});

export const errorAnswer = (error: ApiError): Answer =>
  jsonAnswer(
    error.status,
    { error: { message: error.message, detail: error.detail }, status: 'failure' },
    error.headers,
  );

export const droppedAnswer = (): Answer => ({ ...emptyAnswer(0), isDropped: true });

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? null : text;
  }
};

/** Sends an answer with the headers every answer has, and notes the call in record and ledger. */
export function sendAnswer(
  instance: Instance,
  request: Request,
  response: Response,
  answer: Answer,
  facts: { requestBody: string; userName: string },
): void {
  instance.ledger.add('request', {
    method: request.method,
    target: request.originalUrl,
    user: facts.userName,
    status: answer.status,
    body: facts.requestBody.slice(0, NOTED_CHARACTERS),
  });
  instance.presence.revision += 1;
  recordExchange({
    direction: 'client',
    method: request.method,
    path: request.originalUrl,
    request: parsedOr(facts.requestBody),
    status: answer.status,
    response: parsedOr(answer.body),
  });
  if (answer.isDropped) {
    cutConnection(request);
    return;
  }
  response.status(answer.status);
  response.set({
    Date: new Date(instance.clock.nowMs()).toUTCString(),
    'Cache-Control': 'no-cache,no-store,must-revalidate,max-age=-1',
    Pragma: 'no-store,no-cache',
    Expires: '0',
    ...answer.headers,
  });
  const secure = request.protocol === 'https' ? ';Secure' : '';
  response.append('Set-Cookie', `JSESSIONID=${sessionOf(request)};Path=/;HttpOnly${secure}`);
  if (answer.body === '') {
    response.end();
    return;
  }
  // As bytes, because express rewrites the charset of text.
  response.set('Content-Type', answer.type).send(Buffer.from(answer.body));
}

const SESSION = /(?:^|;\s*)JSESSIONID=([0-9A-F]{32})(?:;|$)/;

/** The session a client already holds, or a new one; nothing is stored under it. */
function sessionOf(request: Request): string {
  const held = SESSION.exec(request.get('cookie') ?? '');
  return held?.[1] ?? globalThis.crypto.randomUUID().replaceAll('-', '').toUpperCase();
}
