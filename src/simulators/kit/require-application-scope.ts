import { EntraError, missingParameter } from './entra-error';

/** Scopes of a sign-in. MSAL for Java sends them for applications as well, and they mean nothing. */
export const SIGN_IN_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

const SUFFIX = '/.default';

/** Lets an application ask for all it was granted at one of these resources, and for nothing else. */
export function requireApplicationScope(
  scope: string | undefined,
  resources: readonly string[],
): void {
  const words = (scope ?? '').split(' ').filter((word) => word !== '');
  if (words.length === 0) throw missingParameter('scope');
  const [asked = '', ...more] = words.filter((word) => !SIGN_IN_SCOPES.includes(word));
  if (more.length > 0 || !asked.endsWith(SUFFIX)) {
    throw new EntraError(
      'invalid_scope',
      1002012,
      `The provided value for scope ${words.join(' ')} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const resource = asked.slice(0, -SUFFIX.length);
  if (resources.includes(resource)) return;
  throw new EntraError(
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant.`,
  );
}
