import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Refusal } from '../domain/errors';
import type { Directory, Member } from '../ports/directory';
import { cookieOf, type Sessions } from './session';

/** Who asks, and by which kind of proof. */
export interface Caller {
  member: Member;
  /** Null for bearer tokens: only a cookie travels by itself and needs a second proof. */
  csrf: string | null;
}

export interface DoorKeys {
  verifyToken: (token: string) => Promise<{ oid: string }>;
  sessions: Sessions;
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

/** Lets nobody pass whose proof is missing or wrong; nothing of a body has been read by then. */
export function authenticate(keys: DoorKeys): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    identify(request, keys).then(
      (caller) => {
        callers.set(request, caller);
        next();
      },
      (error: unknown) => {
        next(error);
      },
    );
  };
}

async function identify(request: Request, keys: DoorKeys): Promise<Caller> {
  const { oid, sessionId } = await proofOf(request, keys);
  if (sessionId !== null && !SAFE.includes(request.method)) {
    const given = request.get('x-csrf') ?? '';
    if (!keys.sessions.isCsrf(sessionId, given)) throw new Refusal('SESSION_FORGED');
  }
  const member = await keys.directory.findMember(oid);
  if (member === null || member.roles.length === 0) throw new Refusal('NO_ROLE');
  return { member, csrf: sessionId === null ? null : keys.sessions.csrfOf(sessionId) };
}

async function proofOf(
  request: Request,
  { verifyToken, sessions, sessionCookie }: DoorKeys,
): Promise<{ oid: string; sessionId: string | null }> {
  const header = request.get('authorization');
  if (header !== undefined) {
    const [scheme = '', token = '', ...rest] = header.split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '' || rest.length > 0) {
      throw new Refusal('TOKEN_REFUSED');
    }
    try {
      return { oid: (await verifyToken(token)).oid, sessionId: null };
    } catch {
      throw new Refusal('TOKEN_REFUSED');
    }
  }
  const cookie = cookieOf(request.get('cookie'), sessionCookie);
  if (cookie === undefined) throw new Refusal('TOKEN_MISSING');
  try {
    const claims = await sessions.open(cookie);
    if (typeof claims['oid'] !== 'string' || typeof claims.jti !== 'string')
      throw new Error('shape');
    return { oid: claims['oid'], sessionId: claims.jti };
  } catch {
    throw new Refusal('TOKEN_REFUSED');
  }
}
