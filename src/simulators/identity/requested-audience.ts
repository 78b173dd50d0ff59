import { EntraError } from '../kit/entra-error';
import { SIGN_IN_SCOPES } from '../kit/require-application-scope';

/** Where tokens go when only sign-in scopes were asked for; no API of ours accepts them. */
const DIRECTORY_AUDIENCE = '00000003-0000-0000-c000-000000000000';

/**
 * Finds the API a scope list names: `api://<id>/access_as_user`, `<id>/access_as_user` or either
 * with `/.default`. Without an API scope the token is one for the directory itself, a mistake that
 * looks fine until the API refuses it.
 */
export function requestedAudience(scope: string, audience: string): string {
  const scopes = scope.split(' ').filter((word) => word !== '');
  const apiScopes = scopes.filter((word) => !SIGN_IN_SCOPES.includes(word));
  for (const word of apiScopes) {
    const [, resource, permission] = /^(?:api:\/\/)?([^/]+)\/(.+)$/.exec(word) ?? [];
    if (resource !== audience || !['access_as_user', '.default'].includes(permission ?? '')) {
      throw new EntraError(
        'invalid_scope',
        70011,
        `The provided value for the input parameter 'scope' isn't valid. The scope ${word} isn't valid.`,
      );
    }
  }
  return apiScopes.length > 0 ? audience : DIRECTORY_AUDIENCE;
}
