import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';
import { z } from 'zod';
import { Refusal } from '../../domain/errors';

const DAY_MS = 24 * 3_600_000;
const UNKNOWN_KEY_MS = 60_000;
const AFTER_FAILURE_MS = 1_000;

const metadataSchema = z.object({ jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

/**
 * The directory's signing keys. They are kept for a day; after that, without an answer, nobody is
 * believed. A key id nobody knows is looked up once a minute at most, whoever floods us with them.
 */
export function createFindKey(
  metadataUrl: string,
  nowMs: () => number = Date.now,
): JWTVerifyGetKey {
  let known: { find: JWTVerifyGetKey; kids: Set<string>; readAt: number } | undefined;
  let triedAt = -Infinity;
  let reading: Promise<void> | undefined;

  const read = () => {
    triedAt = nowMs();
    reading ??= readKeys(metadataUrl)
      .then((keys) => {
        const kids = new Set(keys.keys.map((key) => key.kid ?? ''));
        known = { find: createLocalJWKSet(keys), kids, readAt: nowMs() };
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const isFresh = () => known !== undefined && nowMs() - known.readAt < DAY_MS;

  return async (header, token) => {
    if (reading !== undefined) await reading.catch(() => undefined);
    if (!isFresh()) {
      if (nowMs() - triedAt >= AFTER_FAILURE_MS) await read().catch(() => undefined);
    } else if (!known?.kids.has(header.kid ?? '') && nowMs() - triedAt >= UNKNOWN_KEY_MS) {
      await read().catch(() => undefined);
    }
    if (known === undefined || !isFresh()) {
      throw new Refusal('DEPENDENCY_UNAVAILABLE', { what: 'the directory' });
    }
    return known.find(header, token);
  };
}

async function readKeys(metadataUrl: string): Promise<JSONWebKeySet> {
  const { jwks_uri: address } = metadataSchema.parse(await readJson(metadataUrl));
  return keysSchema.parse(await readJson(address));
}

async function readJson(address: string): Promise<unknown> {
  const { statusCode, body } = await request(address, {
    headersTimeout: 5_000,
    bodyTimeout: 5_000,
  });
  if (statusCode === 200) return body.json();
  await body.dump();
  throw new Refusal('DEPENDENCY_UNAVAILABLE', { what: 'the directory', status: statusCode });
}
