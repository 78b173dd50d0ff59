import type { Request, RequestHandler } from 'express';
import { Refusal } from '../domain/errors';
import type { Instant } from '../domain/time';
import type { Directory, Member } from '../ports/directory';
import type { RateLimiter } from './rate-limit';
import { cookieOf, type Sessions } from './session';

/** Who asks, and by which kind of proof. */
export interface Caller {
  member: Member;
  /** Null for bearer tokens: only a cookie travels by itself and needs a second proof. */
  session: { id: string; expiresAt: Instant; csrf: string } | null;
  /** Whether they would be let in again now: a stream outlives the request that opened it. */
  isWelcome: () => Promise<boolean>;
}

export interface DoorKeys {
  verifyToken: (token: string) => Promise<{ oid: string }>;
  sessions: Sessions;
  hasSessionEnded: (id: string) => Promise<boolean>;
  directory: Directory;
  sessionCookie: string;
}

const callers = new WeakMap<Request, Caller>();

export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Refusal('TOKEN_MISSING');
  return caller;
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Lets nobody pass whose proof is missing or wrong; nothing of a body has been read by then. An
 * address that keeps trying without a valid proof is told to wait.
 */
export function authenticate(keys: DoorKeys, limiter: RateLimiter): RequestHandler {
  return (request, response, next) => {
    identify(request, keys).then(
      (caller) => {
        callers.set(request, caller);
        next();
      },
      (error: unknown) => {
        const stranger = error instanceof Refusal && error.code.startsWith('TOKEN_');
        const seconds = stranger ? limiter.take(addressOf(request), 'anonymous') : 0;
        if (seconds > 0) response.set('Retry-After', String(seconds));
        next(seconds > 0 ? new Refusal('TOO_MANY_REQUESTS', { seconds }) : error);
      },
    );
  };
}

export const addressOf = (request: Request) => request.socket.remoteAddress ?? 'unknown';

async function identify(request: Request, keys: DoorKeys): Promise<Caller> {
  const { oid, session } = await proofOf(request, keys);
  if (session !== null && !SAFE.includes(request.method)) {
    const given = request.get('x-csrf') ?? '';
    if (!keys.sessions.isCsrf(session.id, given)) throw new Refusal('SESSION_FORGED');
  }
  const member = await keys.directory.findMember(oid);
  if (member === null || member.roles.length === 0) throw new Refusal('NO_ROLE');
  return {
    member,
    session: session && { ...session, csrf: keys.sessions.csrfOf(session.id) },
    isWelcome: () => holds(request, keys),
  };
}

/** Nobody is sent away because the database or the directory cannot be asked. */
async function holds(request: Request, keys: DoorKeys): Promise<boolean> {
  try {
    await identify(request, keys);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'DEPENDENCY_UNAVAILABLE') return false;
    throw error;
  }
}

interface Proof {
  oid: string;
  session: { id: string; expiresAt: Instant } | null;
}

async function proofOf(request: Request, keys: DoorKeys): Promise<Proof> {
  const header = request.get('authorization');
  if (header !== undefined) return proofOfToken(header, keys);
  const cookie = cookieOf(request.get('cookie'), keys.sessionCookie);
  if (cookie === undefined) throw new Refusal('TOKEN_MISSING');
  const claims = await keys.sessions.open('session', cookie).catch(() => {
    throw new Refusal('TOKEN_REFUSED');
  });
  const oid = claims['oid'];
  const { jti, exp } = claims;
  if (typeof oid !== 'string' || jti === undefined || exp === undefined) {
    throw new Refusal('TOKEN_REFUSED');
  }
  if (await keys.hasSessionEnded(jti)) throw new Refusal('TOKEN_REFUSED');
  return { oid, session: { id: jti, expiresAt: new Date(exp * 1_000).toISOString() } };
}

async function proofOfToken(header: string, { verifyToken }: DoorKeys): Promise<Proof> {
  const [scheme = '', token = '', ...rest] = header.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '' || rest.length > 0) {
    throw new Refusal('TOKEN_REFUSED');
  }
  try {
    return { oid: (await verifyToken(token)).oid, session: null };
  } catch (error) {
    // Without the directory's keys nobody can be judged: that is no fault of the token.
    const unjudged = error instanceof Refusal && error.code === 'DEPENDENCY_UNAVAILABLE';
    throw unjudged ? error : new Refusal('TOKEN_REFUSED');
  }
}
