import { randomBytes } from 'node:crypto';
import type { Instance } from '../instance';
import type { Grant } from '../instance-state';
import { jsonAnswer, type Answer } from './answer';
import { callerNamed, isPasswordOf, readBasic } from './authenticate';

const ACCESS_LIFETIME_MS = 1_799_000;
const REFRESH_LIFETIME_MS = 100 * 86_400_000;

const denied = (): Answer =>
  jsonAnswer(401, { error_description: 'access_denied', error: 'server_error' });

/** Hands out the token that is alive, or a new one. */
function grantOf(instance: Instance, kind: Grant['kind'], userName: string, family: string): Grant {
  const { value } = instance.state;
  const now = instance.clock.nowMs();
  value.grants = value.grants.filter((grant) => grant.expiresAtMs > now);
  const alive = value.grants.find(
    (grant) => grant.kind === kind && grant.userName === userName && grant.family === family,
  );
  if (alive) return alive;
  const lifetime = kind === 'access' ? ACCESS_LIFETIME_MS : REFRESH_LIFETIME_MS;
  const made: Grant = {
    kind,
    token: randomBytes(43).toString('base64url'),
    userName,
    family,
    expiresAtMs: now + lifetime,
  };
  value.grants.push(made);
  instance.state.save();
  return made;
}

/** Whose token a form asks for, and by which grant it was first obtained. */
function requested(
  instance: Instance,
  form: URLSearchParams,
): { userName: string; family: string } | undefined {
  switch (form.get('grant_type')) {
    case 'client_credentials':
      return { userName: instance.accounts.integrationUser, family: 'client_credentials' };
    case 'password': {
      const userName = form.get('username') ?? '';
      const isRight = isPasswordOf(instance, userName, form.get('password') ?? '');
      return isRight ? { userName, family: 'password' } : undefined;
    }
    case 'refresh_token': {
      const now = instance.clock.nowMs();
      const held = instance.state.value.grants.find(
        (grant) =>
          grant.kind === 'refresh' &&
          grant.token === form.get('refresh_token') &&
          grant.expiresAtMs > now,
      );
      return held && { userName: held.userName, family: held.family };
    }
    default:
      return undefined;
  }
}

export interface TokenRequest {
  method: string;
  contentType: string;
  authorization: string;
  body: string;
}

/** The token endpoint. Whatever is wrong, the answer is the same. */
export function oauthToken(instance: Instance, request: TokenRequest): Answer {
  const mediaType = request.contentType.split(';')[0]?.trim().toLowerCase();
  if (request.method !== 'POST' || mediaType !== 'application/x-www-form-urlencoded') {
    return denied();
  }
  const form = new URLSearchParams(request.body);
  const basic = readBasic(request.authorization);
  const clientId = form.get('client_id') ?? basic?.name;
  const clientSecret = form.get('client_secret') ?? basic?.secret;
  const { accounts } = instance;
  if (clientId !== accounts.clientId || clientSecret !== accounts.clientSecret) return denied();
  const wanted = requested(instance, form);
  if (!wanted || !callerNamed(instance, wanted.userName)) return denied();

  const access = grantOf(instance, 'access', wanted.userName, wanted.family);
  const refresh =
    wanted.family === 'client_credentials'
      ? {}
      : { refresh_token: grantOf(instance, 'refresh', wanted.userName, wanted.family).token };
  const left = Math.ceil((access.expiresAtMs - instance.clock.nowMs()) / 1000);
  return jsonAnswer(200, {
    access_token: access.token,
    ...refresh,
    scope: 'useraccount',
    token_type: 'Bearer',
    expires_in: left,
  });
}
