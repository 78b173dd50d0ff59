import { importJWK, jwtVerify } from 'jose';
import type { KeyRing } from './key-ring';

/** What the bot must present to be given a token, and whom a token names. */
export interface BotCredentials {
  appId: string;
  appPassword: string;
  tenantId: string;
}

export interface BotTokens {
  issue(): Promise<{ token_type: 'Bearer'; expires_in: number; access_token: string }>;
  /** True for a genuine, unexpired token of this bot. */
  verify(authorization: string | undefined): Promise<boolean>;
}

const AUDIENCE = 'https://api.botframework.com';
const LIFETIME_SECONDS = 3600;

/** Issues and checks the bearer with which the bot calls the connector. */
export function createBotTokens(keys: KeyRing, credentials: BotCredentials): BotTokens {
  const issuer = `https://sts.windows.net/${credentials.tenantId}/`;
  const publicKey = importJWK(keys.publicJwk('login'), 'RS256');
  return {
    async issue() {
      const now = Math.floor(Date.now() / 1000);
      const access_token = await keys.sign('login', {
        aud: AUDIENCE,
        iss: issuer,
        iat: now,
        nbf: now,
        exp: now + LIFETIME_SECONDS,
        appid: credentials.appId,
        tid: credentials.tenantId,
        ver: '1.0',
      });
      return { token_type: 'Bearer', expires_in: LIFETIME_SECONDS, access_token };
    },
    async verify(authorization) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return false;
      try {
        const { payload } = await jwtVerify(token, await publicKey, {
          algorithms: ['RS256'],
          issuer,
          audience: AUDIENCE,
          requiredClaims: ['exp'],
        });
        return payload['appid'] === credentials.appId;
      } catch {
        return false;
      }
    },
  };
}
