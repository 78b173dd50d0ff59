import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** An RSA key of the provider, known to clients by its `kid`. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

/** The key that signs now, the retired ones still published, and one that never was. */
export interface SigningKeys {
  current(): SigningKey;
  /** The key before the last rotation, published or not. */
  retired(): SigningKey | undefined;
  /** A well-formed key outside the published set, for forgeries. */
  stranger(): SigningKey;
  /** Signs with a new key from now on; `forget` also takes the old ones out of the published set. */
  rotate(forget: boolean): SigningKey;
  /** The published set, newest first (RFC 7517). */
  jwks(issuer: string): { keys: Record<string, unknown>[] };
}

interface KeyFile {
  keys: { pem: string; published: boolean }[];
}

const newPem = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;

function toSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { kid: createHash('sha256').update(spki).digest('base64url').slice(0, 27), privateKey };
}

function toJwk(key: SigningKey, issuer: string): Record<string, unknown> {
  const { n, e } = createPublicKey(key.privateKey).export({ format: 'jwk' });
  return { kty: 'RSA', use: 'sig', kid: key.kid, n, e, issuer };
}

/** Keeps the keys in `file`, so that tokens and cached key sets outlive a restart. */
export function createSigningKeys(file?: string): SigningKeys {
  let keys: { key: SigningKey; pem: string; published: boolean }[] = [];
  let stranger: SigningKey | undefined;

  const save = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    const content: KeyFile = { keys: keys.map(({ pem, published }) => ({ pem, published })) };
    writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  };
  const addNewest = () => {
    const pem = newPem();
    const key = toSigningKey(pem);
    keys.unshift({ key, pem, published: true });
    save();
    return key;
  };

  if (file !== undefined && existsSync(file)) {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
    keys = stored.keys.map((entry) => ({ ...entry, key: toSigningKey(entry.pem) }));
  }
  if (keys.length === 0) addNewest();

  return {
    current: () => keys[0]?.key ?? addNewest(),
    retired: () => keys[1]?.key,
    stranger: () => (stranger ??= toSigningKey(newPem())),
    rotate(forget) {
      if (forget) for (const entry of keys) entry.published = false;
      return addNewest();
    },
    jwks: (issuer) => ({
      keys: keys.filter((entry) => entry.published).map((entry) => toJwk(entry.key, issuer)),
    }),
  };
}
