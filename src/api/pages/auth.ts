import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { Refusal } from '../../domain/errors';
import type { PendingSignIn } from '../../adapters/entra/sign-in';
import type { ApiTools } from '../api-tools';
import { callerOf, authenticate } from '../authenticate';
import { cookieOf, SESSION_LIFETIME, SESSION_SECONDS } from '../session';

const PENDING_SECONDS = 600;

/** Session cookies are bound to the host by their name where the page came over https. */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-session' : 'session';
}

const pendingCookieName = (origin: string) =>
  origin.startsWith('https:') ? '__Host-signin' : 'signin';

/** Only paths of our own: a sign-in never leads to another site. */
export function localPath(given: unknown, otherwise: string): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])[\w\-./?=&%]*$/u.test(given)) return otherwise;
  return given;
}

/** Sign-in and sign-out of the stand-alone web. */
export function authPages(tools: ApiTools): Router {
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

  router.get('/auth/login', (request, response, next) => {
    begin(request, response).catch(next);
  });
  router.get('/auth/callback', (request, response, next) => {
    finish(request, response).catch(next);
  });
  router.post('/auth/logout', authenticate(tools.keys), (request, response, next) => {
    callerOf(request);
    cookie(response, sessionCookieName(origin), '', 0);
    tools.signIn.logoutUrl(`${origin}/home`).then((url) => {
      response.json({ location: url });
    }, next);
  });

  async function begin(request: Request, response: Response): Promise<void> {
    const { url, pending } = await tools.signIn.begin(redirectUri);
    const returnTo = localPath(request.query['return'], '/circuit-orders');
    const sealed = await tools.keys.sessions.seal({ ...pending, returnTo }, `${PENDING_SECONDS}s`);
    cookie(response, pendingCookieName(origin), sealed, PENDING_SECONDS);
    response.redirect(302, url);
  }

  async function finish(request: Request, response: Response): Promise<void> {
    const sealed = cookieOf(request.get('cookie'), pendingCookieName(origin));
    const { code, state } = request.query;
    if (sealed === undefined || typeof code !== 'string') throw new Refusal('TOKEN_REFUSED');
    const pending = await openPending(sealed);
    if (state !== pending.state) throw new Refusal('TOKEN_REFUSED');
    const { oid } = await tools.signIn
      .finish(code, pending, redirectUri)
      .catch((error: unknown) => {
        tools.log.warn({ error: String(error) }, 'a sign-in was refused');
        throw new Refusal('TOKEN_REFUSED');
      });
    const session = await tools.keys.sessions.seal({ oid, jti: randomUUID() }, SESSION_LIFETIME);
    cookie(response, pendingCookieName(origin), '', 0);
    cookie(response, sessionCookieName(origin), session, SESSION_SECONDS);
    response.redirect(302, localPath(pending.returnTo, '/circuit-orders'));
  }

  async function openPending(sealed: string): Promise<PendingSignIn & { returnTo: unknown }> {
    try {
      return (await tools.keys.sessions.open(sealed)) as unknown as PendingSignIn & {
        returnTo: unknown;
      };
    } catch {
      throw new Refusal('TOKEN_REFUSED');
    }
  }
  return router;
}
