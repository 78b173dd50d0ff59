import { jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { createFindKey } from './find-keys';

/** Whose tokens open the API's door. */
export interface EntraSettings {
  tenantId: string;
  issuer: string;
  metadataUrl: string;
  /** Client id of the API: tokens for anything else are refused. */
  audience: string;
  /** Applications a person may have asked for the token with. */
  clients: readonly string[];
  /** For tests of what time does to keys. */
  nowMs?: () => number;
}

/** A person a token speaks of. The object id identifies; everything else is decoration. */
export interface TokenPerson {
  oid: string;
}

export type VerifyUserToken = (token: string) => Promise<TokenPerson>;

const SCOPE = 'access_as_user';
// Clocks differ; five minutes is what the directory itself allows.
const TOLERANCE_SECONDS = 300;

const claimsSchema = z.object({
  oid: z.guid(),
  tid: z.string(),
  scp: z.string(),
  azp: z.string(),
  idtyp: z.string().optional(),
});

/**
 * Judges bearer tokens: our tenant's issuer, our audience, RS256, not expired, given to a person
 * with our scope. An application's own token is nobody.
 */
export function createVerifyUserToken(settings: EntraSettings): VerifyUserToken {
  const { issuer, audience, metadataUrl, nowMs } = settings;
  const findKey = createFindKey(metadataUrl, nowMs);
  return async (token) => {
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: ['RS256'],
      issuer,
      audience,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: TOLERANCE_SECONDS,
    });
    return personOf(payload, settings);
  };
}

function personOf(
  payload: JWTPayload,
  { tenantId, clients }: Pick<EntraSettings, 'tenantId' | 'clients'>,
): TokenPerson {
  const claims = claimsSchema.parse(payload);
  if (!clients.includes(claims.azp)) throw new Error('an application we do not know');
  if (claims.tid !== tenantId) throw new Error('another tenant');
  if (claims.idtyp === 'app') throw new Error('an application, not a person');
  if (!claims.scp.split(' ').includes(SCOPE)) throw new Error('not our scope');
  return { oid: claims.oid };
}
