import { createHash, randomBytes } from 'node:crypto';
import type { Form } from '../kit/client-credentials';
import { EntraError, missingParameter } from '../kit/entra-error';
import type { IdentityClient } from './identity-client';
import { forgetExpired, type Grant, type IdentityContext } from './identity-context';
import { isSameText } from '../kit/is-same-text';

const REFRESH_LIFETIME_MS = 90 * 86_400_000;

function required(form: Form, name: string): string {
  const value = form[name];
  if (!value) throw missingParameter(name);
  return value;
}

/** Takes a code once, from the client and address it was made for, with its verifier. */
export function redeemCode(context: IdentityContext, client: IdentityClient, form: Form): Grant {
  const grant = context.state.value.codes[required(form, 'code')];
  if (grant === undefined || grant.clientId !== client.clientId) {
    throw new EntraError('invalid_grant', 70000, 'The provided authorization code is not valid.');
  }
  if (grant.redeemed === true) {
    throw new EntraError('invalid_grant', 54005, 'Authorization code was already redeemed.');
  }
  if (grant.expiresAtMs < context.clock.nowMs()) {
    throw new EntraError('invalid_grant', 70008, 'The authorization code has expired.');
  }
  if (grant.redirectUri !== required(form, 'redirect_uri')) {
    throw new EntraError('invalid_grant', 500112, 'The reply address does not match the request.');
  }
  const verifier = form['code_verifier'] ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  if (!isSameText(challenge, grant.codeChallenge)) {
    throw new EntraError(
      'invalid_grant',
      verifier === '' ? 50148 : 501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    );
  }
  grant.redeemed = true;
  context.state.save();
  return grant;
}

/** Takes a refresh token; the old one stays good, as the provider does it. */
export function redeemRefreshToken(
  context: IdentityContext,
  client: IdentityClient,
  form: Form,
): Grant {
  const grant = context.state.value.refreshTokens[required(form, 'refresh_token')];
  if (grant === undefined || grant.clientId !== client.clientId) {
    throw new EntraError('invalid_grant', 9002313, 'The refresh token is malformed or unknown.');
  }
  if (grant.expiresAtMs < context.clock.nowMs()) {
    throw new EntraError('invalid_grant', 700082, 'The refresh token has expired.');
  }
  return grant;
}

/** Makes the refresh token that continues a grant. */
export function keepRefreshToken(context: IdentityContext, grant: Grant): string {
  const token = `1.${randomBytes(32).toString('base64url')}`;
  const { clientId, persona, scope, redirectUri, codeChallenge } = grant;
  forgetExpired(context.state.value.refreshTokens, context.clock.nowMs());
  context.state.value.refreshTokens[token] = {
    ...{ clientId, persona, scope, redirectUri, codeChallenge },
    expiresAtMs: context.clock.nowMs() + REFRESH_LIFETIME_MS,
  };
  context.state.save();
  return token;
}
