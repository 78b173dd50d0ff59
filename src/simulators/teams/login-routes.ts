import { Router, urlencoded, type Request, type Response } from 'express';
import { isSameText } from '../kit/is-same-text';
import type { Ledger } from '../kit/ledger';
import type { Json } from './activity';
import type { BotCredentials, BotTokens } from './bot-tokens';
import { CHANNEL_ISSUER } from './channel-token';
import type { ConnectorFaults } from './connector-faults';
import type { KeyRing } from './key-ring';

export interface LoginParts {
  url: () => string;
  keys: KeyRing;
  tokens: BotTokens;
  credentials: BotCredentials;
  ledger: Ledger;
  faults: ConnectorFaults;
}

const SCOPES = ['https://api.botframework.com/.default', 'https://api.botframework.com//.default'];

const same = (given: unknown, wanted: string) =>
  isSameText(typeof given === 'string' ? given : '', wanted);

type Refusal = [status: number, error: string, description: string];

function refusalOf(form: Json, tenant: string, wanted: BotCredentials): Refusal | undefined {
  if (tenant !== wanted.tenantId) {
    return [400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`];
  }
  if (form['grant_type'] !== 'client_credentials') {
    return [400, 'unsupported_grant_type', 'AADSTS70003: The grant type is not supported.'];
  }
  if (!same(form['client_id'], wanted.appId)) {
    return [400, 'unauthorized_client', 'AADSTS700016: Application was not found.'];
  }
  if (!same(form['client_secret'], wanted.appPassword)) {
    return [401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'];
  }
  if (!SCOPES.includes(String(form['scope']))) {
    return [400, 'invalid_scope', 'AADSTS70011: The provided value for scope is not valid.'];
  }
  return undefined;
}

/**
 * Both sign-in sides: the directory where the bot obtains its own token, and the documents in which
 * the channel publishes the keys that sign what the bot receives.
 */
export function loginRoutes(parts: LoginParts): Router {
  const router = Router();

  router.post(
    '/:tenant/oauth2/v2.0/token',
    parts.faults.middleware('token', () => 'bot'),
    urlencoded({ extended: false }),
    async (request: Request, response: Response) => {
      const form = (request.body ?? {}) as Json;
      const refusal = refusalOf(form, String(request.params['tenant']), parts.credentials);
      parts.ledger.add('token', { granted: refusal === undefined, error: refusal?.[1] ?? null });
      response.set('cache-control', 'no-store');
      if (refusal === undefined) response.json(await parts.tokens.issue());
      else response.status(refusal[0]).json({ error: refusal[1], error_description: refusal[2] });
    },
  );

  router.get(
    ['/:tenant/v2.0/.well-known/openid-configuration', '/:tenant/.well-known/openid-configuration'],
    (request, response) => {
      const base = `${parts.url()}/${String(request.params['tenant'])}`;
      response.json({
        issuer: `https://sts.windows.net/${parts.credentials.tenantId}/`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    },
  );
  router.get('/:tenant/discovery/v2.0/keys', (_request, response) => {
    response.json({ keys: [parts.keys.publicJwk('login')] });
  });

  router.get(
    '/v1/.well-known/openidconfiguration',
    parts.faults.middleware('metadata', () => 'channel'),
    (_request, response) => {
      parts.ledger.add('metadata');
      response.json({
        issuer: CHANNEL_ISSUER,
        authorization_endpoint: 'https://invalid.botframework.com',
        jwks_uri: `${parts.url()}/v1/.well-known/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      });
    },
  );
  router.get(
    '/v1/.well-known/keys',
    parts.faults.middleware('keys', () => 'channel'),
    (_request, response) => {
      parts.ledger.add('keys');
      response.json({ keys: [{ ...parts.keys.publicJwk('channel'), endorsements: ['msteams'] }] });
    },
  );
  return router;
}
