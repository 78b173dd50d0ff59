import type { Request } from 'express';
import { readClientCredentials, type Form } from '../kit/client-credentials';
import { missingParameter } from '../kit/entra-error';
import { requireSecret } from '../kit/require-secret';
import type { IdentityClient } from './identity-client';
import { requireClient, type IdentityContext } from './identity-context';

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
  requireSecret(secret, client.clientSecret);
  return client;
}
