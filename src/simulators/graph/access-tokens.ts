import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SimulatorClock } from '../kit/simulator-clock';

export const TOKEN_LIFETIME_SECONDS = 3599;

/** Bearer tokens that need no memory: an expiry and its HMAC, so they outlive a restart. */
export interface AccessTokens {
  issue(): string;
  isValid(token: string): boolean;
}

export function createAccessTokens(secret: string, clock: SimulatorClock): AccessTokens {
  const sealOf = (expiry: string) =>
    createHmac('sha256', secret).update(expiry).digest('base64url');
  return {
    issue() {
      const expiry = String(Math.floor(clock.nowMs() / 1000) + TOKEN_LIFETIME_SECONDS);
      return `${expiry}.${sealOf(expiry)}`;
    },
    isValid(token) {
      const [expiry = '', seal = ''] = token.split('.');
      const wanted = Buffer.from(sealOf(expiry));
      const given = Buffer.from(seal);
      return (
        given.length === wanted.length &&
        timingSafeEqual(given, wanted) &&
        Number(expiry) * 1000 > clock.nowMs()
      );
    },
  };
}
