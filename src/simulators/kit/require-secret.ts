import { EntraError } from './entra-error';
import { isSameText } from './is-same-text';

/** Refuses a client that does not prove itself, as the directory does. */
export function requireSecret(given: string | undefined, own: string): void {
  if (given === undefined) {
    throw new EntraError(
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    );
  }
  if (isSameText(given, own)) return;
  throw new EntraError('invalid_client', 7000215, 'Invalid client secret provided.', 401);
}
