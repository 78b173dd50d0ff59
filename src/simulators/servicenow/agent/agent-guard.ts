import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';

const SESSION_COOKIE = 'sim_agent';
const USER_COOKIE = 'sim_agent_user';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Keeps the page to the person at this machine: its forms must come from itself. */
export interface AgentGuard {
  /** Lets through what is addressed to loopback, and of writes only those made on our own page. */
  protect: RequestHandler;
  /** Carried by every form. */
  nonce: string;
  /** The user name the person chose to act as. */
  userOf(request: Pick<Request, 'get'>): string | undefined;
  chooseUser(response: Response, userName: string): void;
}

function cookieOf(request: Pick<Request, 'get'>, name: string): string | undefined {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  try {
    return found === undefined ? undefined : decodeURIComponent(found);
  } catch {
    return undefined;
  }
}

const hostOf = (request: Request) => request.get('host') ?? '';
const isLoopback = (host: string) => LOOPBACK.has(host.replace(/:\d+$/, '').toLowerCase());

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export function createAgentGuard(): AgentGuard {
  const session = randomBytes(24).toString('base64url');
  const nonce = randomBytes(24).toString('base64url');

  const isOwnForm = (request: Request): boolean => {
    const origin = request.get('origin');
    const own = `${request.protocol}://${hostOf(request)}`;
    if (origin !== undefined && origin.toLowerCase() !== own.toLowerCase()) return false;
    if (cookieOf(request, SESSION_COOKIE) !== session) return false;
    return (request.body as { nonce?: unknown } | undefined)?.nonce === nonce;
  };
  const setCookie = (response: Response, name: string, value: string) => {
    response.cookie(name, value, {
      path: '/_sim/agent',
      httpOnly: true,
      sameSite: 'strict',
      secure: response.req.protocol === 'https',
    });
  };

  return {
    nonce,
    protect(request, response, next) {
      response.set({
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'same-origin',
        'Cache-Control': 'no-store',
      });
      if (!isLoopback(hostOf(request))) {
        response.status(403).type('text').send('This page answers on localhost only.');
        return;
      }
      if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnForm(request)) {
        response.status(403).type('text').send('This form is not from the page. Reload the page.');
        return;
      }
      if (cookieOf(request, SESSION_COOKIE) !== session) {
        setCookie(response, SESSION_COOKIE, session);
      }
      next();
    },
    userOf: (request) => cookieOf(request, USER_COOKIE),
    chooseUser(response, userName) {
      setCookie(response, USER_COOKIE, userName);
    },
  };
}
