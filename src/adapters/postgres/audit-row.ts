import { createHash, createHmac } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../domain/canonical-json';

/** The key that makes audit rows ours; it is a file of the process, never in Postgres. */
export interface AuditKey {
  kid: string;
  key: Buffer;
}

const DOMAIN_BYTE = Buffer.from([0x02]);

export function auditHash(previous: Buffer, body: Buffer): Buffer {
  return createHash('sha256').update(DOMAIN_BYTE).update(previous).update(body).digest();
}

export function auditMac(key: AuditKey, hash: Buffer): Buffer {
  return createHmac('sha256', key.key).update(hash).digest();
}

/** The bytes that are hashed and kept: canonical JSON, so that anyone can recompute them. */
export function auditBody(body: JsonValue): Buffer {
  return Buffer.from(canonicalJson(body), 'utf8');
}
