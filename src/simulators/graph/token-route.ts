import { Router, urlencoded } from 'express';
import { OUR_TENANT } from '../kit/people';
import { TOKEN_LIFETIME_SECONDS } from './access-tokens';
import type { GraphContext } from './graph-context';

/** Client credentials for the mail API, in the form of the directory's token endpoint. */
export function tokenRoute(context: GraphContext): Router {
  const router = Router();
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
      const form = (request.body ?? {}) as Record<string, string | undefined>;
      const refuse = (status: number, error: string, number: number, message: string) => {
        context.ledger.add('token', { status, error });
        response.status(status).json({
          error,
          error_description: `AADSTS${number}: ${message}`,
          error_codes: [number],
        });
      };
      if (fault !== undefined) {
        const status = Number(/^status(\d{3})$/.exec(fault.kind)?.[1] ?? 500);
        if (status === 429) response.set('retry-after', '1');
        refuse(status, 'temporarily_unavailable', 90033, 'A transient error has occurred.');
      } else if (request.params['tenant'] !== OUR_TENANT) {
        refuse(400, 'invalid_request', 90002, 'Tenant not found.');
      } else if (form['grant_type'] !== 'client_credentials') {
        refuse(400, 'unsupported_grant_type', 70003, 'The grant type is not supported.');
      } else if (form['client_id'] !== context.clientId) {
        refuse(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
      } else if (form['client_secret'] !== context.clientSecret) {
        refuse(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
      } else if (!(form['scope'] ?? '').endsWith('/.default')) {
        refuse(400, 'invalid_scope', 1002012, "Client credential flows need a scope '/.default'.");
      } else {
        context.ledger.add('token', { status: 200 });
        response.set('cache-control', 'no-store').json({
          token_type: 'Bearer',
          expires_in: TOKEN_LIFETIME_SECONDS,
          ext_expires_in: TOKEN_LIFETIME_SECONDS,
          access_token: context.tokens.issue(),
        });
      }
    },
  );
  return router;
}
