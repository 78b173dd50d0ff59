import { Router } from 'express';
import { issuerOf, requireTenant, type IdentityContext } from './identity-context';
import { strikeFault } from './strike-fault';

/** Metadata and public keys of both tenants (OpenID Connect Discovery 1.0). */
export function discoveryRoutes(context: IdentityContext): Router {
  const router = Router();
  router.get(
    '/:tenant/v2.0/.well-known/openid-configuration',
    strikeFault(context, 'metadata'),
    (request, response) => {
      const tenant = requireTenant(request.params['tenant']);
      const at = (path: string) => `${context.origin()}/${tenant}${path}`;
      response.json({
        issuer: issuerOf(context, tenant),
        authorization_endpoint: at('/oauth2/v2.0/authorize'),
        token_endpoint: at('/oauth2/v2.0/token'),
        end_session_endpoint: at('/oauth2/v2.0/logout'),
        jwks_uri: at('/discovery/v2.0/keys'),
        response_modes_supported: ['query'],
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
        request_uri_parameter_supported: false,
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
        claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'name', 'tid', 'oid'],
        tenant_region_scope: 'NA',
        cloud_instance_name: new URL(context.origin()).host,
      });
    },
  );
  router.get('/:tenant/discovery/v2.0/keys', strikeFault(context, 'jwks'), (request, response) => {
    const tenant = requireTenant(request.params['tenant']);
    response.set('cache-control', 'private, max-age=86400');
    response.json(context.keys.jwks(issuerOf(context, tenant)));
  });
  return router;
}
