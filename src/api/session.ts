import { createHmac, timingSafeEqual } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';

const HOURS = 8;

/** A cookie made for one use opens nothing else. */
export type CookieUse = 'session' | 'sign-in';

/** Cookies of the stand-alone web: encrypted, so that nobody reads or forges them. */
export interface Sessions {
  seal(use: CookieUse, claims: JWTPayload, lifetime: string): Promise<string>;
  open(use: CookieUse, cookie: string): Promise<JWTPayload>;
  /** What a page must repeat in a header with every write. */
  csrfOf(sessionId: string): string;
  isCsrf(sessionId: string, given: string): boolean;
}

export const SESSION_LIFETIME = `${HOURS}h`;
export const SESSION_SECONDS = HOURS * 3_600;

export function createSessions(key: string): Sessions {
  const derived = (purpose: string) => createHmac('sha256', key).update(purpose).digest();
  const secret = derived('session');
  const csrfKey = derived('csrf');
  const csrfOf = (sessionId: string) =>
    createHmac('sha256', csrfKey).update(sessionId).digest('base64url');
  return {
    seal: (use, claims, lifetime) =>
      new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(use)
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .encrypt(secret),
    async open(use, cookie) {
      const options = {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        audience: use,
        requiredClaims: ['exp'],
      };
      return (await jwtDecrypt(cookie, secret, options)).payload;
    },
    csrfOf,
    isCsrf(sessionId, given) {
      const wanted = Buffer.from(csrfOf(sessionId));
      const offered = Buffer.from(given);
      return wanted.length === offered.length && timingSafeEqual(wanted, offered);
    },
  };
}

/** A cookie's value by name; undefined where the header does not carry it. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
