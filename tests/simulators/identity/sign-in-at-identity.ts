import { createHash, randomBytes } from 'node:crypto';
import type { IdentitySimulator } from '../../../src/simulators/identity/create-identity-simulator';

export const WEB = {
  clientId: 'web-client',
  clientSecret: 'web-secret',
  redirectUris: ['http://localhost:3000/auth/callback'],
  audience: 'api-client',
};
export const CALLBACK = 'http://localhost:3000/auth/callback';
export const API_SCOPE = 'openid profile offline_access api://api-client/access_as_user';

/** A verifier and its S256 challenge. */
export function newPkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export function authorizeUrl(
  simulator: IdentitySimulator,
  challenge: string,
  changes: Record<string, string> = {},
): string {
  const url = new URL(`${simulator.url}/${simulator.tenantId}/oauth2/v2.0/authorize`);
  const parameters = {
    client_id: WEB.clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: API_SCOPE,
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Chooses a person on the page and follows the redirect as far as its address. */
export async function choosePersona(url: string, persona: string): Promise<URL> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ persona }),
  });
  return new URL(response.headers.get('location') ?? 'about:blank');
}

export interface TokenAnswer {
  access_token: string;
  id_token: string;
  refresh_token: string;
  expires_in: number;
  error: string;
  error_codes: number[];
}

export async function postToken(
  simulator: IdentitySimulator,
  form: Record<string, string>,
): Promise<{ status: number; body: TokenAnswer }> {
  const url = `${simulator.url}/${simulator.tenantId}/oauth2/v2.0/token`;
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: WEB.clientId,
      client_secret: WEB.clientSecret,
      ...form,
    }),
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer };
}

export function claimsOf(token: string): Record<string, unknown> {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return JSON.parse(payload) as Record<string, unknown>;
}
