import { Router, urlencoded, type Request } from 'express';
import { personaOf, type Persona } from '../kit/people';
import { authenticateClient } from './authenticate-client';
import { readForm } from '../kit/client-credentials';
import { EntraError, missingParameter, toErrorBody } from '../kit/entra-error';
import { requireApplicationScope } from '../kit/require-application-scope';
import type { IdentityClient } from './identity-client';
import { issuerOf, requireTenant, type Grant, type IdentityContext } from './identity-context';
import { keepRefreshToken, redeemCode, redeemRefreshToken } from './redeem-grant';
import { requestedAudience } from './requested-audience';
import { signToken } from './sign-token';
import { strikeFault } from './strike-fault';
import {
  TOKEN_LIFETIME_SECONDS,
  appAccessClaims,
  idTokenClaims,
  userAccessClaims,
  type TokenContext,
} from './token-claims';

function tokenContextOf(
  context: IdentityContext,
  client: IdentityClient,
  tenantId: string,
): TokenContext {
  return {
    client,
    issuer: issuerOf(context, tenantId),
    nowSeconds: Math.floor(context.clock.nowMs() / 1000),
    lifetimeSeconds: TOKEN_LIFETIME_SECONDS,
  };
}

/** The answer to a redeemed code or refresh token, with the parts `scope` asks for. */
function answerForPerson(
  context: IdentityContext,
  client: IdentityClient,
  grant: Grant,
  persona: Persona,
  scope: string,
) {
  const tokens = tokenContextOf(context, client, persona.tenantId);
  const audience = requestedAudience(scope, client.audience);
  const scopes = scope.split(' ');
  return {
    token_type: 'Bearer',
    scope,
    expires_in: TOKEN_LIFETIME_SECONDS,
    ext_expires_in: TOKEN_LIFETIME_SECONDS,
    access_token: signToken(context.keys, userAccessClaims(persona, tokens, audience)),
    ...(grant.scope.split(' ').includes('offline_access')
      ? { refresh_token: keepRefreshToken(context, grant) }
      : {}),
    ...(scopes.includes('openid')
      ? { id_token: signToken(context.keys, idTokenClaims(persona, tokens, grant.nonce)) }
      : {}),
  };
}

function answer(context: IdentityContext, request: Request): Record<string, unknown> {
  const tenant = requireTenant(request.params['tenant']);
  const form = readForm(request);
  const grantType = form['grant_type'];
  if (!grantType) throw missingParameter('grant_type');
  const client = authenticateClient(context, request, form);
  if (grantType === 'client_credentials') {
    if (client.clientSecret === undefined) {
      throw new EntraError('invalid_client', 700025, 'A public client has no credentials.', 401);
    }
    requireApplicationScope(form['scope'], [client.audience, `api://${client.audience}`]);
    const claims = appAccessClaims(
      tokenContextOf(context, client, tenant),
      tenant,
      client.audience,
    );
    context.ledger.add('token', { grantType, clientId: client.clientId });
    return {
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_SECONDS,
      ext_expires_in: TOKEN_LIFETIME_SECONDS,
      access_token: signToken(context.keys, claims),
    };
  }
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    throw new EntraError('unsupported_grant_type', 70003, `'${grantType}' is not supported.`);
  }
  const redeem = grantType === 'refresh_token' ? redeemRefreshToken : redeemCode;
  // What is asked is judged before the code is spent on it.
  if (form['scope']) requestedAudience(form['scope'], client.audience);
  const grant = redeem(context, client, form);
  const persona = personaOf(grant.persona);
  if (persona === undefined) {
    throw new EntraError('invalid_grant', 50034, 'The account no longer exists in the directory.');
  }
  context.ledger.add('token', { grantType, clientId: client.clientId, persona: persona.key });
  return answerForPerson(context, client, grant, persona, form['scope'] || grant.scope);
}

/** The token endpoint: code with PKCE, refresh token, client credentials. */
export function tokenRoute(context: IdentityContext): Router {
  const router = Router();
  router.get('/:tenant/oauth2/v2.0/token', () => {
    throw new EntraError(
      'invalid_request',
      900561,
      'The endpoint only accepts POST, OPTIONS requests. Received a GET request.',
    );
  });
  router.post(
    '/:tenant/oauth2/v2.0/token',
    urlencoded({ extended: false }),
    strikeFault(context, 'token'),
    (request, response) => {
      response.set({ 'cache-control': 'no-store', pragma: 'no-cache' });
      try {
        response.json(answer(context, request));
      } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        context.ledger.add('refused', { operation: 'token', number: error.number });
        response.status(error.status).json(toErrorBody(error, context.clock.nowIso()));
      }
    },
  );
  return router;
}
