import { errors, jwtVerify } from 'jose';
import { CHANNEL_ISSUER } from '../bot-settings';
import type { ChannelKeys } from './channel-keys';

const TOLERANCE_SECONDS = 300;

export type TokenVerdict =
  { believed: true; serviceUrl: string } | { believed: false; reason: string };

export interface TokenQuestion {
  token: string;
  appId: string;
  keys: ChannelKeys;
  now?: Date;
}

/** Judges a channel token: who signed it, for whom, until when, and for which connector. */
export async function verifyToken(question: TokenQuestion): Promise<TokenVerdict> {
  const { token, appId, keys, now } = question;
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid === undefined ? null : await keys.find(kid);
        if (key === null) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ['RS256'],
        issuer: CHANNEL_ISSUER,
        audience: appId,
        requiredClaims: ['exp', 'serviceurl'],
        clockTolerance: TOLERANCE_SECONDS,
        ...(now === undefined ? {} : { currentDate: now }),
      },
    );
    const serviceUrl = payload['serviceurl'];
    return typeof serviceUrl === 'string'
      ? { believed: true, serviceUrl }
      : { believed: false, reason: 'serviceurl is no text' };
  } catch (error) {
    return { believed: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof errors.JOSEError)) return 'unreadable token';
  const claim = 'claim' in error ? ` ${String(error.claim)}` : '';
  return `${error.code}${claim}`;
}
