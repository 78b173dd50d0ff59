import { createHash } from 'node:crypto';
import { isObject, objectsOf, textOf } from './issues';
import type { JsonObject } from './mef-state';
import type { Seller } from './seller';
import { NOT_SERVED, SERVICE_AREAS } from './service-areas';

/**
 * Ids of addresses carry state and zone (A-TX-787-3f9c2b1a77), so that a qualification can be given
 * even when the book was emptied since.
 */
const ADDRESS_ID = /^A-([A-Z]{2})-(\d{3})-[0-9a-f]{10}$/;

export interface AddressArea {
  state: string;
  zone: string;
}

/** An address without the shape it came in; what was not said is empty. */
export interface PlainAddress {
  street: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
}

export function areaOfAddressId(id: string): AddressArea | undefined {
  const [, state, zone] = ADDRESS_ID.exec(id) ?? [];
  return state !== undefined && zone !== undefined ? { state, zone } : undefined;
}

const OLD_STREET = ['streetNr', 'streetNrSuffix', 'streetName', 'streetType', 'streetSuffix'];
const STREET = [
  ...['streetNr', 'streetNrSuffix', 'streetPreDirection', 'streetName', 'streetType'],
  'streetPostDirection',
];

/** Reads an address in any published shape; of several ways to write it, the first in fields. */
export function plainAddress(address: JsonObject): PlainAddress {
  if (address['@type'] === 'GeographicAddress_Query') {
    const [fields] = objectsOf(address['fieldedAddressRepresentation']);
    const [lines] = objectsOf(address['formattedAddressRepresentation']);
    if (fields || !lines) return fromFields(fields ?? {}, STREET, 'countryCode');
    return fromLines(textOf(lines['formattedAddress']) ?? '');
  }
  const isFormatted = address['@type'] === 'FormattedAddress';
  return fromFields(address, isFormatted ? ['addrLine1', 'addrLine2'] : OLD_STREET, 'country');
}

function fromFields(
  fields: JsonObject,
  street: readonly string[],
  country: 'country' | 'countryCode',
): PlainAddress {
  const text = (name: string) => (textOf(fields[name]) ?? '').trim();
  return {
    street: street.map(text).join(' ').replace(/\s+/g, ' ').trim(),
    city: text('city'),
    state: text('stateOrProvince').toUpperCase(),
    postcode: text('postcode'),
    country: text(country),
  };
}

/** The way mail is addressed here: 100 Congress Avenue, Austin, TX 78701, US. */
function fromLines(lines: string): PlainAddress {
  const parts = lines.split(/[,\n]/).map((part) => part.replace(/\s+/g, ' ').trim());
  const at = parts.findLastIndex((part) => /^[a-z]{2} \d{5}(-?\d{4})?$/i.test(part));
  const [state = '', postcode = ''] = (parts[at] ?? '').split(' ');
  return {
    street: parts.slice(0, Math.max(0, at - 1)).join(' '),
    city: parts[at - 1] ?? '',
    state: state.toUpperCase(),
    postcode,
    country: at < 0 ? '' : (parts[at + 1] ?? 'US'),
  };
}

export function areaOfAddress({ state, postcode }: PlainAddress): AddressArea | undefined {
  if (!(state in SERVICE_AREAS) && !NOT_SERVED.includes(state)) return undefined;
  return /^\d{5}(-?\d{4})?$/.test(postcode) ? { state, zone: postcode.slice(0, 3) } : undefined;
}

export function addressIdOf({ street, city }: PlainAddress, area: AddressArea): string {
  const words = [street, city, area.state, area.zone].join('|').toLowerCase();
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 10);
  return `A-${area.state}-${area.zone}-${digest}`;
}

const COUNTRY = /^(us|usa|united states( of america)?)$/i;

/** An address that could exist: a street and a city made of words, in the country we serve. */
export function isPlausible({ street, city, country }: PlainAddress): boolean {
  return /[a-z]{2}/i.test(street) && /^[a-z .'-]{2,}$/i.test(city) && COUNTRY.test(country.trim());
}

export function addressById(seller: Seller, id: string): JsonObject | undefined {
  const known = seller.state.value.addresses[id];
  return isObject(known) ? known : undefined;
}
