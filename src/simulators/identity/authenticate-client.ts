import type { Request } from 'express';
import { readClientCredentials, type Form } from '../kit/client-credentials';
import { EntraError, missingParameter } from '../kit/entra-error';
import type { IdentityClient } from './identity-client';
import { requireClient, type IdentityContext } from './identity-context';
import { isSameText } from './is-same-text';

/** The client by its secret in the form or in a basic header; a public client by its id alone. */
export function authenticateClient(
  context: IdentityContext,
  request: Request,
  form: Form,
): IdentityClient {
  const { id, secret } = readClientCredentials(request, form);
  if (!id) throw missingParameter('client_id');
  const client = requireClient(context, id);
  if (client.clientSecret === undefined) return client;
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
