import { createHmac, createPublicKey, sign } from 'node:crypto';
import type { SigningKeys } from './signing-keys';

/**
 * How a token is signed. All but `current` are forgeries or outdated, for tests of a verifier:
 * `retired` the key before the rotation, `unknown-key` a key and `kid` nobody published,
 * `stolen-kid` that same key under the current `kid`, `none` no signature at all, `hs256` an HMAC
 * that takes the public key for the shared secret, `broken` a signature with one bit turned.
 */
export const SIGNINGS = [
  'current',
  'retired',
  'unknown-key',
  'stolen-kid',
  'none',
  'hs256',
  'broken',
] as const;
export type Signing = (typeof SIGNINGS)[number];

export type Claims = Record<string, unknown>;

const encode = (part: Claims) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Writes a compact JWS; `header` replaces or adds header fields. */
export function signToken(
  keys: SigningKeys,
  claims: Claims,
  signing: Signing = 'current',
  header: Claims = {},
): string {
  const current = keys.current();
  const key =
    signing === 'retired'
      ? (keys.retired() ?? current)
      : signing === 'unknown-key' || signing === 'stolen-kid'
        ? keys.stranger()
        : current;
  const alg = signing === 'none' ? 'none' : signing === 'hs256' ? 'HS256' : 'RS256';
  const kid = signing === 'stolen-kid' ? current.kid : key.kid;
  const input = `${encode({ typ: 'JWT', alg, kid, ...header })}.${encode(claims)}`;
  if (signing === 'none') return `${input}.`;
  if (signing === 'hs256') {
    const publicPem = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
    return `${input}.${createHmac('sha256', publicPem).update(input).digest('base64url')}`;
  }
  const signature = sign('sha256', Buffer.from(input), key.privateKey);
  if (signing === 'broken') signature[0] = (signature[0] ?? 0) ^ 1;
  return `${input}.${signature.toString('base64url')}`;
}
