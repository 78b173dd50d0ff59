import { Router, urlencoded, type Request } from 'express';
import { readClientCredentials, readForm } from '../kit/client-credentials';
import { EntraError, missingParameter, toErrorBody } from '../kit/entra-error';
import { OUR_TENANT } from '../kit/people';
import { requireApplicationScope } from '../kit/require-application-scope';
import { requireSecret } from '../kit/require-secret';
import { TOKEN_LIFETIME_SECONDS } from './access-tokens';
import type { GraphContext } from './graph-context';

/** The address and the id of Graph among the APIs of the directory. */
const GRAPH = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'];

const originOf = (request: Request) =>
  `${request.protocol}://${request.get('host') ?? 'localhost'}`;

function requireTenant(request: Request): string {
  const tenant = String(request.params['tenant']);
  if (tenant === OUR_TENANT) return tenant;
  throw new EntraError('invalid_request', 90002, `Tenant '${tenant}' not found.`);
}

/** Throws the refusal of a form that earns no token. */
function requireRight(context: GraphContext, request: Request): void {
  requireTenant(request);
  const form = readForm(request);
  const { id, secret } = readClientCredentials(request, form);
  if (!form['grant_type']) throw missingParameter('grant_type');
  if (form['grant_type'] !== 'client_credentials') {
    throw new EntraError('unsupported_grant_type', 70003, 'The grant type is not supported.');
  }
  if (!id) throw missingParameter('client_id');
  if (id !== context.clientId) {
    throw new EntraError(
      'unauthorized_client',
      700016,
      `Application with identifier '${id}' was not found in the directory.`,
    );
  }
  requireSecret(secret, context.clientSecret);
  requireApplicationScope(form['scope'], [...GRAPH, originOf(request)]);
}

/**
 * What the directory does for applications of the mail API: client credentials, and the metadata by
 * which its libraries find where to ask. Tokens are opaque, so no key is published.
 */
export function tokenRoute(context: GraphContext): Router {
  const router = Router();
  const now = () => context.clock.nowIso();

  router.post(
    '/:tenant/oauth2/v2.0/token',
    urlencoded({ extended: false }),
    (request, response) => {
      const fault = context.faults.strike('token', '');
      if (fault?.kind === 'dropBefore') {
        request.socket.destroy();
        return;
      }
      if (fault?.kind === 'stall') return;
      const refuse = (error: EntraError) => {
        context.ledger.add('token', { status: error.status, error: error.oauthError });
        response.status(error.status).json(toErrorBody(error, now()));
      };
      if (fault !== undefined) {
        const status = Number(/^status(\d{3})$/.exec(fault.kind)?.[1] ?? 500);
        if (status === 429) response.set('retry-after', '1');
        const transient = 'A transient error has occurred. Please try again.';
        refuse(new EntraError('temporarily_unavailable', 90033, transient, status));
        return;
      }
      try {
        requireRight(context, request);
      } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        refuse(error);
        return;
      }
      context.ledger.add('token', { status: 200 });
      response.set('cache-control', 'no-store').json({
        token_type: 'Bearer',
        expires_in: TOKEN_LIFETIME_SECONDS,
        ext_expires_in: TOKEN_LIFETIME_SECONDS,
        access_token: context.tokens.issue(),
      });
    },
  );

  router.get('/:tenant/v2.0/.well-known/openid-configuration', (request, response) => {
    try {
      const authority = `${originOf(request)}/${requireTenant(request)}`;
      response.json({
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      response.status(error.status).json(toErrorBody(error, now()));
    }
  });
  router.get('/:tenant/discovery/v2.0/keys', (_request, response) => {
    response.json({ keys: [] });
  });
  return router;
}
