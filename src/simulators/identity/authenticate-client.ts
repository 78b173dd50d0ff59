import type { Request } from 'express';
import { EntraError } from '../kit/entra-error';
import type { IdentityClient } from './identity-client';
import { requireClient, type IdentityContext } from './identity-context';
import { isSameText } from './is-same-text';

/** The client by its secret in the form or in a basic header; a public client by its id alone. */
export function authenticateClient(context: IdentityContext, request: Request): IdentityClient {
  const form = (request.body ?? {}) as Record<string, string | undefined>;
  const basic = /^Basic (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const [basicId, basicSecret] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':')
    .map(decodeURIComponent);
  const client = requireClient(context, basic === undefined ? form['client_id'] : basicId);
  if (client.clientSecret === undefined) return client;
  const secret = basic === undefined ? form['client_secret'] : basicSecret;
  if (secret === undefined) {
    throw new EntraError(
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    );
  }
  if (!isSameText(secret, client.clientSecret)) {
    throw new EntraError('invalid_client', 7000215, 'Invalid client secret provided.', 401);
  }
  return client;
}
