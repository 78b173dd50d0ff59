import type { NextFunction, Request, Response } from 'express';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Refuses a request under another host name: a web page elsewhere could have made that name ours. */
export function requireLoopbackHost(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const host = (request.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  if (LOOPBACK.includes(host)) next();
  else response.status(403).type('text').send('This simulator answers to localhost only.');
}
