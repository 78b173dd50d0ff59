import type { SiteAddress } from '../../../domain/order/order';
import type { Contact } from '../../../ports/provider';
import { DIALECT_V5 } from './dialect-v5';
import { DIALECT_V6 } from './dialect-v6';

/** Where the two published shapes differ; everything else is the same code. */
export interface Dialect {
  /** Name and version of each interface in the address. */
  paths: Readonly<Record<'cantata' | 'sonata', Readonly<Record<Api, string>>>>;
  /** The unit of a contract term. */
  months: string;
  /** The event that tells of a new committed date. */
  dateEvent: string;
  toAddressQuestion(address: SiteAddress): unknown;
  /** The place of an ordered product. */
  toPlace(placeId: string): unknown;
  /** The place of a product asked about; the newer shape wants to know who opens the door. */
  toQualifiedPlace(placeId: string, contact: Contact): unknown;
}

export type Api = 'ordering' | 'address' | 'qualification';

const DIALECTS: Readonly<Record<'v5' | 'v6', Dialect>> = { v5: DIALECT_V5, v6: DIALECT_V6 };

export function dialectOf(version: 'v5' | 'v6'): Dialect {
  return DIALECTS[version];
}
