import { createHmac } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { isSameText } from '../kit/is-same-text';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Lets the control page, and no other web page, use the control API. */
export interface PageAccess {
  /** Refuses a Host that is not loopback: a foreign name may resolve to this machine. */
  guard: RequestHandler;
  /** Turns cookie + nonce of a page served by this process into the simulators' bearer. */
  grant: RequestHandler;
  /** Gives the browser its cookie; answers the nonce for the page's script. */
  open(request: Request, response: Response): string;
}

function cookieOf(request: Request, name: string): string {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}

export function createPageAccess(token: string): PageAccess {
  // Drawn from the token, so that a page goes on when its simulator comes back.
  const drawn = (what: string) =>
    createHmac('sha256', token).update(`control page ${what}`).digest('base64url');
  const session = drawn('session');
  const nonce = drawn('nonce');
  // Cookies do not tell ports apart: each simulator names its own.
  const cookieName = (request: Request) => `sim_mef_${request.socket.localPort ?? 0}`;
  return {
    guard(request, response, next) {
      if (LOOPBACK_HOST.test(request.get('host') ?? '')) next();
      else response.status(403).json({ error: 'The control API answers to loopback names only.' });
    },
    grant(request, _response, next) {
      const origin = request.get('origin');
      const ownOrigin = `http://${request.get('host') ?? ''}`;
      const fromPage = origin === undefined ? request.method === 'GET' : origin === ownOrigin;
      if (
        fromPage &&
        isSameText(cookieOf(request, cookieName(request)), session) &&
        isSameText(request.get('x-sim-nonce') ?? '', nonce)
      ) {
        request.headers.authorization = `Bearer ${token}`;
      }
      next();
    },
    open(request, response) {
      response.cookie(cookieName(request), session, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/_sim',
      });
      return nonce;
    },
  };
}
