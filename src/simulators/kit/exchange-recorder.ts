import { appendFileSync } from 'node:fs';
import type { NextFunction, Request, Response } from 'express';

/** One line of the record: who spoke, what was asked, what was answered. */
export interface Exchange {
  direction: 'client' | 'simulator' | 'event';
  method: string;
  path: string;
  request: unknown;
  status: number;
  response: unknown;
}

/** Appends an exchange to the file named by SIM_RECORD; without that variable it does nothing. */
export function recordExchange(exchange: Exchange): void {
  const file = process.env['SIM_RECORD'];
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify(exchange)}\n`);
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** Express middleware that records every call a client makes, control calls apart. */
export function recordCalls(request: Request, response: Response, next: NextFunction): void {
  if (process.env['SIM_RECORD'] === undefined || request.path.startsWith('/_sim')) {
    next();
    return;
  }
  const send = response.send.bind(response);
  let body: unknown;
  response.send = (content?: unknown) => {
    body ??= content;
    return send(content);
  };
  response.on('finish', () => {
    recordExchange({
      direction: 'client',
      method: request.method,
      path: request.originalUrl,
      request: (request.body as unknown) ?? null,
      status: response.statusCode,
      response: typeof body === 'string' ? parsed(body) : (body ?? null),
    });
  });
  next();
}
