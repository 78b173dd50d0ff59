import { createHmac, randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { isSameText } from '../kit/is-same-text';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Refuses a Host that is not loopback: a foreign name that resolves here is somebody's trick. */
export function requireLoopbackHost(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (LOOPBACK.test(request.get('host') ?? '')) next();
  else response.status(403).json({ error: 'The stand-in answers on loopback only.' });
}

export function pageHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  next();
}

export interface PageGuard {
  /** Gives the browser its cookie, if it has none, and answers the nonce its page must send back. */
  admit(request: Request, response: Response): string;
  /** Lets only the page pass: its cookie always, its nonce too when something is to be changed. */
  requirePage: (request: Request, response: Response, next: NextFunction) => void;
}

/** The page has no sign-in, so it must prove that it is the page and no other site's script. */
export function createPageGuard(secret: string, port: () => number): PageGuard {
  // Cookies of localhost are shared by all ports.
  const cookieName = () => `teams_stand_in_${port()}`;
  const nonceOf = (visitor: string) =>
    createHmac('sha256', secret).update(`page ${visitor}`).digest('base64url');
  const visitorOf = (request: Request): string | undefined => {
    const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
    const value = pairs.find(([name]) => name === cookieName())?.[1];
    return value !== undefined && /^[\w-]{20,}$/.test(value) ? value : undefined;
  };
  const isNonceOf = (visitor: string, given: string | undefined) =>
    isSameText(given ?? '', nonceOf(visitor));

  return {
    admit(request, response) {
      const visitor = visitorOf(request) ?? randomBytes(24).toString('base64url');
      response.cookie(cookieName(), visitor, { httpOnly: true, sameSite: 'strict', path: '/' });
      return nonceOf(visitor);
    },
    requirePage(request, response, next) {
      const visitor = visitorOf(request);
      const isReading = request.method === 'GET';
      const passes =
        visitor !== undefined && (isReading || isNonceOf(visitor, request.get('x-page-nonce')));
      if (passes) next();
      else response.status(403).json({ error: 'Reload the page.' });
    },
  };
}
