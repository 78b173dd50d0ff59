import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../domain/errors';
import type { ListPlace } from '../adapters/postgres/list-orders';

/** Sealed places in a list: nobody writes one by hand, and none fits another filter. */
export interface Cursors {
  seal(place: ListPlace, fingerprint: string): string;
  open(cursor: string, fingerprint: string): ListPlace;
}

export function createCursors(key: string): Cursors {
  const macOf = (body: string, fingerprint: string) =>
    createHmac('sha256', key).update(`cursor\n${fingerprint}\n${body}`).digest().subarray(0, 16);
  return {
    seal(place, fingerprint) {
      const body = JSON.stringify([place.value, place.id]);
      return Buffer.concat([macOf(body, fingerprint), Buffer.from(body)]).toString('base64url');
    },
    open(cursor, fingerprint) {
      const bytes = Buffer.from(cursor, 'base64url');
      const body = bytes.subarray(16).toString('utf8');
      const mac = bytes.subarray(0, 16);
      if (mac.length < 16 || !timingSafeEqual(mac, macOf(body, fingerprint))) {
        throw new Refusal('CURSOR_NOT_READABLE');
      }
      const [value, id] = JSON.parse(body) as [string, number];
      return { value, id };
    },
  };
}
