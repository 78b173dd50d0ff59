import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { importPKCS8, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import type { Json } from './activity';

/** `channel` signs what goes to the bot, `login` the bot's own tokens, `stranger` is published nowhere. */
export const KEY_NAMES = ['channel', 'login', 'stranger'] as const;
export type KeyName = (typeof KEY_NAMES)[number];

export interface KeyRing {
  sign(key: KeyName, claims: JWTPayload, header?: { kid?: string; alg?: string }): Promise<string>;
  /** The public half, as a key set lists it. */
  publicJwk(key: KeyName): Json;
}

interface KeyPair {
  kid: string;
  privateKey: CryptoKey;
  pem: string;
}

const newPem = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

function readPems(file: string | undefined): Record<string, string> {
  if (file !== undefined && existsSync(file)) {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  }
  const pems = Object.fromEntries(KEY_NAMES.map((name) => [name, newPem()]));
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(pems), { mode: 0o600 });
  }
  return pems;
}

const jwkOf = (pem: string) => createPublicKey(pem).export({ format: 'jwk' });

/**
 * Opens the keys kept in `file`, or makes them there. They must survive a restart: a bot asks for
 * unknown keys seldom, the SDK once an hour at most.
 */
export async function openKeyRing(file?: string): Promise<KeyRing> {
  const pems = readPems(file);
  const pairs = new Map<KeyName, KeyPair>();
  for (const name of KEY_NAMES) {
    const pem = pems[name] ?? newPem();
    const kid = `${name}-${(jwkOf(pem).n ?? '').slice(0, 16)}`;
    pairs.set(name, { kid, pem, privateKey: await importPKCS8(pem, 'RS256') });
  }
  const pair = (name: KeyName): KeyPair => {
    const found = pairs.get(name);
    if (found === undefined) throw new Error(`No key named ${name}`);
    return found;
  };
  return {
    sign: (name, claims, header = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: header.kid ?? pair(name).kid })
        .sign(pair(name).privateKey),
    publicJwk(name) {
      const { n, e } = jwkOf(pair(name).pem);
      return {
        kty: 'RSA',
        use: 'sig',
        alg: 'RS256',
        kid: pair(name).kid,
        x5t: pair(name).kid,
        n,
        e,
      };
    },
  };
}
