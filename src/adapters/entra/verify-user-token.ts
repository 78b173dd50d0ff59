import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { request } from 'undici';
import { z } from 'zod';

/** Whose tokens open the API's door. */
export interface EntraSettings {
  tenantId: string;
  issuer: string;
  metadataUrl: string;
  /** Client id of the API: tokens for anything else are refused. */
  audience: string;
}

/** A person a token speaks of. The object id identifies; everything else is decoration. */
export interface TokenPerson {
  oid: string;
}

export type VerifyUserToken = (token: string) => Promise<TokenPerson>;

const SCOPE = 'access_as_user';
const DAY_MS = 24 * 3_600_000;

const claimsSchema = z.object({
  oid: z.uuid(),
  tid: z.string(),
  scp: z.string(),
});

/**
 * Judges bearer tokens: our tenant's issuer, our audience, RS256, not expired, given to a person
 * with our scope. Keys are kept for a day and then asked for again; an unknown key id is looked up
 * once a minute at most.
 */
export function createVerifyUserToken(settings: EntraSettings): VerifyUserToken {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  const keySet = async () => {
    keys ??= createRemoteJWKSet(await findKeys(settings.metadataUrl), {
      cacheMaxAge: DAY_MS,
      cooldownDuration: 60_000,
      timeoutDuration: 5_000,
    });
    return keys;
  };
  return async (token) => {
    const { payload } = await jwtVerify(token, await keySet(), {
      algorithms: ['RS256'],
      issuer: settings.issuer,
      audience: settings.audience,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: 60,
    });
    return personOf(payload, settings.tenantId);
  };
}

function personOf(payload: JWTPayload, tenantId: string): TokenPerson {
  const claims = claimsSchema.parse(payload);
  if (claims.tid !== tenantId) throw new Error('another tenant');
  if (!claims.scp.split(' ').includes(SCOPE)) throw new Error('not our scope');
  return { oid: claims.oid };
}

const metadataSchema = z.object({ jwks_uri: z.url() });

async function findKeys(metadataUrl: string): Promise<URL> {
  const { statusCode, body } = await request(metadataUrl, {
    headersTimeout: 5_000,
    bodyTimeout: 5_000,
  });
  if (statusCode !== 200) throw new Error(`The directory answered ${statusCode}.`);
  return new URL(metadataSchema.parse(await body.json()).jwks_uri);
}
