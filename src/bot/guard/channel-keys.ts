import { importJWK, type CryptoKey } from 'jose';
import { request } from 'undici';
import { jwksSchema, metadataSchema } from './metadata-schema';

/** The channel's public keys, by the id a token names. */
export interface ChannelKeys {
  /** Null: no key of the channel has this id, or its keys cannot be known now. */
  find(kid: string): Promise<CryptoKey | null>;
}

export interface ChannelKeysOptions {
  metadataUrl: string;
  nowMs?: () => number;
  fetchJson?: (url: string) => Promise<unknown>;
}

const CACHED_MS = 24 * 3_600_000;
const REFETCH_MS = 60_000;
const AFTER_FAILURE_MS = 1_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1024 * 1024;

/**
 * Keys are kept for a day and asked for again when a token names an unknown one, at most once a
 * minute, so that strangers cannot make us call. Keys older than a day count for nothing.
 */
export function createChannelKeys({
  metadataUrl,
  nowMs = Date.now,
  fetchJson = fetchSmallJson,
}: ChannelKeysOptions): ChannelKeys {
  let keys = new Map<string, CryptoKey>();
  let fetchedMs = -Infinity;
  let triedMs = -Infinity;
  let running: Promise<void> | undefined;

  async function fetchKeys(): Promise<void> {
    triedMs = nowMs();
    const { jwks_uri: jwksUri } = metadataSchema.parse(await fetchJson(metadataUrl));
    const { keys: listed } = jwksSchema.parse(await fetchJson(jwksUri));
    const fresh = new Map<string, CryptoKey>();
    for (const jwk of listed) {
      fresh.set(jwk.kid, await importJWK({ ...jwk, alg: 'RS256' }, 'RS256'));
    }
    keys = fresh;
    fetchedMs = nowMs();
  }

  async function refresh(): Promise<void> {
    running ??= fetchKeys().finally(() => {
      running = undefined;
    });
    // Whoever cannot be asked has signed nothing we believe.
    await running.catch(() => undefined);
  }

  const isFresh = () => nowMs() - fetchedMs < CACHED_MS;
  const mayAsk = (after: number) => running !== undefined || nowMs() - triedMs >= after;

  return {
    async find(kid) {
      if (!isFresh()) {
        if (mayAsk(AFTER_FAILURE_MS)) await refresh();
      } else if (!keys.has(kid) && mayAsk(REFETCH_MS)) {
        await refresh();
      }
      return isFresh() ? (keys.get(kid) ?? null) : null;
    },
  };
}

async function fetchSmallJson(url: string): Promise<unknown> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('The key document is too large.');
    chunks.push(chunk);
  }
  if (statusCode !== 200) throw new Error(`The key document answered ${statusCode}.`);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
