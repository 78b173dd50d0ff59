import { randomUUID } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../../domain/errors';
import type { PendingSignIn } from '../../adapters/entra/sign-in';
import type { ApiTools } from '../api-tools';
import { addressOf, callerOf } from '../authenticate';
import type { RateLimiter } from '../rate-limit';
import { cookieOf, SESSION_LIFETIME, SESSION_SECONDS } from '../session';
import { pendingCookieName, surplusCookies } from './pending-cookies';
import { troublePage } from './trouble-page';

const PENDING_SECONDS = 600;

/** Session cookies are bound to the host by their name where the page came over https. */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-session' : 'session';
}

/** Only paths of our own: a sign-in never leads to another site. */
export function localPath(given: unknown, otherwise: string): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])[\w\-./?=&%+,~]*$/u.test(given)) return otherwise;
  return given;
}

/** Sign-in and sign-out of the stand-alone web. */
export function authPages(tools: ApiTools, door: RequestHandler, limiter: RateLimiter): Router {
  const { origin } = tools.settings;
  const redirectUri = `${origin}/auth/callback`;
  const router = Router();
  const cookie = (response: Response, name: string, value: string, seconds: number) => {
    response.cookie(name, value, {
      httpOnly: true,
      sameSite: 'lax',
      secure: origin.startsWith('https:'),
      path: '/',
      maxAge: seconds * 1_000,
    });
  };

  // Each sign-in asks the directory something; whoever starts too many has to wait.
  const limited: RequestHandler = (request, response, next) => {
    const seconds = limiter.take(addressOf(request), 'anonymous');
    if (seconds > 0) response.set('Retry-After', String(seconds));
    next(seconds > 0 ? new Refusal('TOO_MANY_REQUESTS', { seconds }) : undefined);
  };
  router.get('/auth/login', limited, (request, response, next) => {
    begin(request, response).catch(next);
  });
  router.get('/auth/callback', limited, (request, response, next) => {
    finish(request, response).catch(next);
  });
  router.post('/auth/logout', door, (request, response, next) => {
    leave(request, response).catch(next);
  });
  router.use('/auth', troublePage(tools.log, { href: '/auth/login', text: 'Choose an account' }));

  async function begin(request: Request, response: Response): Promise<void> {
    const { url, pending } = await tools.signIn.begin(redirectUri);
    const returnTo = localPath(request.query['return'], '/circuit-orders');
    const claims = { ...pending, returnTo };
    const sealed = await tools.keys.sessions.seal('sign-in', claims, `${PENDING_SECONDS}s`);
    for (const name of surplusCookies(origin, request.get('cookie'))) cookie(response, name, '', 0);
    cookie(response, pendingCookieName(origin, pending.state), sealed, PENDING_SECONDS);
    response.set('Cache-Control', 'no-store').redirect(302, url);
  }

  async function finish(request: Request, response: Response): Promise<void> {
    const { code, state } = request.query;
    if (typeof state !== 'string' || typeof code !== 'string') throw new Refusal('TOKEN_REFUSED');
    const name = pendingCookieName(origin, state);
    const sealed = cookieOf(request.get('cookie'), name);
    if (sealed === undefined) throw new Refusal('TOKEN_REFUSED');
    const pending = await openPending(sealed);
    if (state !== pending.state) throw new Refusal('TOKEN_REFUSED');
    const { oid } = await tools.signIn
      .finish(code, pending, redirectUri)
      .catch((error: unknown) => {
        if (error instanceof Refusal) throw error;
        tools.log.warn({ error: String(error) }, 'a sign-in was refused');
        throw new Refusal('TOKEN_REFUSED');
      });
    const claims = { oid, jti: randomUUID() };
    const session = await tools.keys.sessions.seal('session', claims, SESSION_LIFETIME);
    cookie(response, name, '', 0);
    cookie(response, sessionCookieName(origin), session, SESSION_SECONDS);
    response
      .set('Cache-Control', 'no-store')
      .redirect(302, localPath(pending.returnTo, '/circuit-orders'));
  }

  async function leave(request: Request, response: Response): Promise<void> {
    const { session } = callerOf(request);
    if (session !== null) await tools.endSession(session.id, session.expiresAt);
    cookie(response, sessionCookieName(origin), '', 0);
    response.json({ location: await tools.signIn.logoutUrl(`${origin}/home`) });
  }

  async function openPending(sealed: string): Promise<PendingSignIn & { returnTo: unknown }> {
    try {
      return (await tools.keys.sessions.open('sign-in', sealed)) as unknown as PendingSignIn & {
        returnTo: unknown;
      };
    } catch {
      throw new Refusal('TOKEN_REFUSED');
    }
  }
  return router;
}
