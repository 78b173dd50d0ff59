import { createHash, randomBytes } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import { Refusal } from '../../domain/errors';
import type { TokenPerson, VerifyUserToken } from './verify-user-token';

/** Sign-in of a browser by OpenID Connect: authorization code with PKCE, on the server. */
export interface SignIn {
  /** Where to send the browser, and what to remember until it comes back. */
  begin(redirectUri: string): Promise<{ url: string; pending: PendingSignIn }>;
  finish(code: string, pending: PendingSignIn, redirectUri: string): Promise<TokenPerson>;
  /** Where the directory ends its own session. */
  logoutUrl(returnTo: string): Promise<string>;
}

export interface PendingSignIn {
  state: string;
  nonce: string;
  verifier: string;
}

export interface SignInSettings {
  metadataUrl: string;
  audience: string;
  clientId: string;
  clientSecret: string;
}

const metadataSchema = z.object({
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  end_session_endpoint: z.url(),
});

const idSchema = z.object({ nonce: z.string(), oid: z.string() });
const tokenSchema = z.object({ access_token: z.string(), id_token: z.string() });

function unavailable(): never {
  throw new Refusal('DEPENDENCY_UNAVAILABLE', { what: 'the directory' });
}

const random = () => randomBytes(32).toString('base64url');

export function createSignIn(settings: SignInSettings, verify: VerifyUserToken): SignIn {
  const { clientId, clientSecret, audience } = settings;
  const metadata = async () => {
    const asked = request(settings.metadataUrl, { headersTimeout: 5_000, bodyTimeout: 5_000 });
    const { statusCode, body } = await asked.catch(unavailable);
    const answer: unknown = await body.json().catch(unavailable);
    if (statusCode !== 200) unavailable();
    return metadataSchema.parse(answer);
  };
  return {
    async begin(redirectUri) {
      const pending = { state: random(), nonce: random(), verifier: random() };
      const url = new URL((await metadata()).authorization_endpoint);
      url.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        response_mode: 'query',
        redirect_uri: redirectUri,
        scope: `openid profile offline_access api://${audience}/access_as_user`,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }).toString();
      return { url: url.href, pending };
    },
    async finish(code, pending, redirectUri) {
      const { statusCode, body } = await request((await metadata()).token_endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: clientId,
          client_secret: clientSecret,
          code,
          redirect_uri: redirectUri,
          code_verifier: pending.verifier,
        }).toString(),
        headersTimeout: 10_000,
      });
      const answer: unknown = await body.json();
      if (statusCode !== 200) throw new Error(`The directory refused the code: ${statusCode}.`);
      const tokens = tokenSchema.parse(answer);
      const person = await verify(tokens.access_token);
      requireSame(tokens.id_token, pending.nonce, person);
      return person;
    },
    async logoutUrl(returnTo) {
      const url = new URL((await metadata()).end_session_endpoint);
      url.searchParams.set('post_logout_redirect_uri', returnTo);
      return url.href;
    },
  };
}

/** The id token came from the directory itself; its nonce says that the answer is to our question. */
function requireSame(idToken: string, nonce: string, { oid }: TokenPerson): void {
  const [, body = ''] = idToken.split('.');
  const claims = idSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (claims.nonce !== nonce || claims.oid !== oid) {
    throw new Error('The answer belongs to another sign-in.');
  }
}
