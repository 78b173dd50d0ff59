import { isSameText } from '../../kit/is-same-text';
import { knobsOf, type Instance } from '../instance';
import { read } from '../instance-state';
import { toCaller, type Caller } from '../records/caller';
import { findRows } from '../records/find-rows';
import { notAuthenticated } from './api-error';

/** Name and secret of a Basic header. */
export function readBasic(header: string): { name: string; secret: string } | undefined {
  const [scheme, encoded = ''] = header.split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon === -1) return undefined;
  return { name: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}

/** Is this the password of one of the accounts that have one? */
export function isPasswordOf(instance: Instance, userName: string, password: string): boolean {
  const { integrationUser, integrationPassword, adminPassword } = instance.accounts;
  if (userName === integrationUser) return isSameText(password, integrationPassword);
  return userName === 'admin' && isSameText(password, adminPassword);
}

/** The caller behind a user name; nobody if the user is gone, inactive or locked out. */
export function callerNamed(instance: Instance, userName: string): Caller | undefined {
  const user = findRows(instance, 'sys_user').find((row) => read(row, 'user_name') === userName);
  if (!user || read(user, 'active') !== 'true' || read(user, 'locked_out') === 'true') {
    return undefined;
  }
  return toCaller(user);
}

function userNameOf(instance: Instance, header: string): string | undefined {
  const [scheme, token = ''] = header.split(' ');
  if (scheme?.toLowerCase() === 'bearer') {
    const now = instance.clock.nowMs();
    const grant = instance.state.value.grants.find(
      (held) => held.kind === 'access' && isSameText(held.token, token) && held.expiresAtMs > now,
    );
    return grant?.userName;
  }
  const basic = readBasic(header);
  if (!basic || knobsOf(instance).basicAuth === 'gated') return undefined;
  return isPasswordOf(instance, basic.name, basic.secret) ? basic.name : undefined;
}

/** Who calls, by token or password; throws the refusal everything unknown gets. */
export function authenticate(instance: Instance, header: string): Caller {
  const userName = userNameOf(instance, header);
  const caller = userName === undefined ? undefined : callerNamed(instance, userName);
  if (caller === undefined) throw notAuthenticated();
  return caller;
}
