import { createHash } from 'node:crypto';

/** Fixed for ever: the same order must give the same record id in every build. */
const NAMESPACE = Buffer.from('5b0f2d6e8c1a4f739d24c7a1be60f3d5', 'hex');

const PREFIX = 'circuit-orders:';

/** `CO-2026-000123` → `circuit-orders:CO-2026-000123`. */
export function correlationIdOf(orderNumber: string): string {
  return `${PREFIX}${orderNumber}`;
}

export function isCorrelationId(text: string): boolean {
  return text.startsWith(PREFIX) && text.length > PREFIX.length;
}

/**
 * The record id of an order's task: a UUID version 5 (RFC 9562) of its key, without dashes. A
 * second insert of the same order collides instead of making a second task.
 */
export function sysIdOf(correlationId: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(correlationId).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.subarray(0, 16).toString('hex');
}
