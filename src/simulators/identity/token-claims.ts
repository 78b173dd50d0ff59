import { createHash, randomBytes } from 'node:crypto';
import type { Persona } from '../kit/people';
import type { IdentityClient } from './identity-client';
import type { Claims } from './sign-token';

export const TOKEN_LIFETIME_SECONDS = 3600;
const USER_SCOPE = 'access_as_user';

/** What the claims of a token depend on besides the person. */
export interface TokenContext {
  client: IdentityClient;
  issuer: string;
  nowSeconds: number;
  /** Negative for a token that has already expired. */
  lifetimeSeconds: number;
}

function timesOf({ nowSeconds, lifetimeSeconds }: TokenContext): Claims {
  const issuedAt = Math.min(nowSeconds, nowSeconds + lifetimeSeconds - TOKEN_LIFETIME_SECONDS);
  const start = lifetimeSeconds > 0 ? nowSeconds : issuedAt;
  return { iat: start, nbf: start, exp: nowSeconds + lifetimeSeconds };
}

/** The subject is pairwise: the same person has another one at each application. */
const subjectFor = (oid: string, clientId: string) =>
  createHash('sha256').update(`${oid}:${clientId}`).digest('base64url');

function common(context: TokenContext, tenantId: string): Claims {
  return {
    iss: context.issuer,
    ...timesOf(context),
    tid: tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
  };
}

/** Guests of another tenant hold no role here. */
const rolesOf = (persona: Persona): Claims =>
  persona.role === 'stranger' ? {} : { roles: [persona.role] };

/** Access token of a person, as version 2 of the provider writes it. */
export function userAccessClaims(
  persona: Persona,
  context: TokenContext,
  audience: string,
): Claims {
  return {
    aud: audience,
    ...common(context, persona.tenantId),
    azp: context.client.clientId,
    azpacr: context.client.clientSecret === undefined ? '0' : '1',
    name: persona.name,
    oid: persona.oid,
    preferred_username: persona.email,
    ...rolesOf(persona),
    scp: USER_SCOPE,
    sub: subjectFor(persona.oid, audience),
  };
}

/** Access token of an application that acts as itself: no person, no scope. */
export function appAccessClaims(context: TokenContext, tenantId: string, audience: string): Claims {
  const digest = createHash('sha256').update(context.client.clientId).digest('hex');
  const oid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return {
    aud: audience,
    ...common(context, tenantId),
    azp: context.client.clientId,
    azpacr: '1',
    idtyp: 'app',
    oid,
    sub: oid,
  };
}

/** Identity token: who signed in, for the application itself. */
export function idTokenClaims(persona: Persona, context: TokenContext, nonce?: string): Claims {
  return {
    aud: context.client.clientId,
    ...common(context, persona.tenantId),
    email: persona.email,
    name: persona.name,
    ...(nonce === undefined ? {} : { nonce }),
    oid: persona.oid,
    preferred_username: persona.email,
    ...rolesOf(persona),
    sub: subjectFor(persona.oid, context.client.clientId),
  };
}
