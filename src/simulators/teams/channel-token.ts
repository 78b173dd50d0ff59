import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { OTHER_TENANT, OUR_TENANT } from '../kit/people';
import type { KeyName, KeyRing } from './key-ring';

export const CHANNEL_ISSUER = 'https://api.botframework.com';

/** Ways in which a hostile or broken caller may go wrong; each must be refused by the bot. */
export const FORGERIES = [
  'unsigned',
  'garbage',
  'alg-none',
  'bad-signature',
  'unknown-key',
  'stranger-key',
  'expired',
  'not-yet-valid',
  'no-expiry',
  'wrong-audience',
  'wrong-issuer',
  'entra-token',
  'wrong-service-url',
  'no-service-url',
  'wrong-tenant',
] as const;
export type Forgery = (typeof FORGERIES)[number];

export function isForgery(value: unknown): value is Forgery {
  return FORGERIES.some((forgery) => forgery === value);
}

export interface TokenRequest {
  appId: string;
  serviceUrl: string | undefined;
  forge?: Forgery | undefined;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The claims of a genuine token, on the real clock: the bot judges them by its own. */
export function channelClaims(appId: string, serviceUrl: string | undefined): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: CHANNEL_ISSUER,
    aud: appId,
    iat: now,
    nbf: now,
    exp: now + 3600,
    ...(serviceUrl === undefined ? {} : { serviceurl: serviceUrl }),
  };
}

const without = (claims: JWTPayload, left: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => name !== left));

function forgedClaims(claims: JWTPayload, appId: string, forge: Forgery): JWTPayload {
  const now = claims.iat ?? 0;
  switch (forge) {
    case 'expired':
      return { ...claims, iat: now - 7200, nbf: now - 7200, exp: now - 3600 };
    case 'not-yet-valid':
      return { ...claims, nbf: now + 3600, exp: now + 7200 };
    case 'no-expiry':
      return without(claims, 'exp');
    case 'wrong-audience':
      return { ...claims, aud: randomUUID() };
    case 'wrong-issuer':
      return { ...claims, iss: 'https://api.botframework.example' };
    case 'entra-token':
      return {
        ...claims,
        iss: `https://sts.windows.net/${OTHER_TENANT}/`,
        tid: OTHER_TENANT,
        ver: '1.0',
        appid: appId,
      };
    case 'wrong-service-url':
      return { ...claims, serviceurl: 'https://attacker.example/' };
    case 'no-service-url':
      return without(claims, 'serviceurl');
    default:
      return claims;
  }
}

const keyFor = (forge: Forgery | undefined): KeyName => {
  if (forge === 'stranger-key' || forge === 'unknown-key') return 'stranger';
  return forge === 'entra-token' ? 'login' : 'channel';
};

/** The Authorization header for an activity, genuine or forged; undefined sends none. */
export async function authorizationHeader(
  keys: KeyRing,
  { appId, serviceUrl, forge }: TokenRequest,
): Promise<string | undefined> {
  if (forge === 'unsigned') return undefined;
  if (forge === 'garbage') return 'Bearer not.a.token';
  const genuine = channelClaims(appId, serviceUrl);
  const claims = forge === undefined ? genuine : forgedClaims(genuine, appId, forge);
  if (forge === 'alg-none')
    return `Bearer ${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`;
  // A stranger may also claim the published key's id.
  const kid = forge === 'stranger-key' ? String(keys.publicJwk('channel')['kid']) : undefined;
  const token = await keys.sign(keyFor(forge), claims, kid === undefined ? {} : { kid });
  return `Bearer ${forge === 'bad-signature' ? withBadSignature(token) : token}`;
}

function withBadSignature(token: string): string {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 0xff;
  return `${head}.${payload}.${bytes.toString('base64url')}`;
}

/** Which tenant an activity names; the other organisation's when forged so. */
export function claimedTenant(tenantId: string, forge: Forgery | undefined): string {
  if (forge !== 'wrong-tenant') return tenantId;
  return tenantId === OUR_TENANT ? OTHER_TENANT : OUR_TENANT;
}
