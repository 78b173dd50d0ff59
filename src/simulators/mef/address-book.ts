import { createHash } from 'node:crypto';
import { Issues, isObject, objectOf, textOf } from './issues';
import { nextId, type JsonObject } from './mef-state';
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

export function areaOfAddressId(id: string): AddressArea | undefined {
  const [, state, zone] = ADDRESS_ID.exec(id) ?? [];
  return state !== undefined && zone !== undefined ? { state, zone } : undefined;
}

export function areaOfAddress(address: JsonObject): AddressArea | undefined {
  const state = textOf(address['stateOrProvince'])?.trim().toUpperCase();
  const postcode = textOf(address['postcode'])?.trim();
  if (state === undefined || postcode === undefined) return undefined;
  if (!(state in SERVICE_AREAS) && !NOT_SERVED.includes(state)) return undefined;
  return /^\d{5}(-?\d{4})?$/.test(postcode) ? { state, zone: postcode.slice(0, 3) } : undefined;
}

/** Street line of both ways to write an address. */
function streetOf(address: JsonObject): string {
  const parts =
    address['@type'] === 'FormattedAddress'
      ? ['addrLine1', 'addrLine2']
      : ['streetNr', 'streetNrSuffix', 'streetName', 'streetType', 'streetSuffix'];
  return parts
    .map((name) => textOf(address[name]) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function addressIdOf(address: JsonObject, area: AddressArea): string {
  const words = [streetOf(address), textOf(address['city']) ?? '', area.state, area.zone]
    .join('|')
    .toLowerCase();
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 10);
  return `A-${area.state}-${area.zone}-${digest}`;
}

const COUNTRY = /^(us|usa|united states( of america)?)$/i;

/** An address that could exist: a real state and postcode, a street and a city made of words. */
function isPlausible(address: JsonObject): boolean {
  const city = textOf(address['city']) ?? '';
  return (
    /[a-z]{2}/i.test(streetOf(address)) &&
    /^[a-z .'-]{2,}$/i.test(city) &&
    COUNTRY.test((textOf(address['country']) ?? '').trim())
  );
}

/** Checks an address and keeps the verdict: ready with the seller's id, or rejected. */
export function validateAddress(seller: Seller, body: JsonObject): JsonObject {
  const issues = new Issues();
  if (body['provideAlternative'] !== undefined && typeof body['provideAlternative'] !== 'boolean') {
    issues.add('invalidFormat', '/provideAlternative', 'provideAlternative is not a boolean.');
  }
  const given = issues.object(body, 'submittedGeographicAddress', '');
  const isQuery = seller.state.value.scenario.version === 'v6';
  const submitted = given && (isQuery ? fromQuery(issues, given) : fromAddress(issues, given));
  issues.throwIfAny();
  return verdict(seller, body, objectOf(submitted));
}

const PATH = '/submittedGeographicAddress';

/** The older form: the address itself, in fields or as lines. */
function fromAddress(issues: Issues, submitted: JsonObject): JsonObject {
  const type = issues.oneOf(submitted, '@type', PATH, ['FieldedAddress', 'FormattedAddress']);
  const street = type === 'FormattedAddress' ? 'addrLine1' : 'streetName';
  if (type !== undefined) issues.text(submitted, street, PATH);
  for (const name of ['city', 'country']) issues.text(submitted, name, PATH);
  return submitted;
}

/** The newer form: a query with one or more ways to write the address, of which the first counts. */
function fromQuery(issues: Issues, submitted: JsonObject): JsonObject {
  issues.oneOf(submitted, '@type', PATH, ['GeographicAddress_Query']);
  const names = ['fieldedAddressRepresentation', 'formattedAddressRepresentation'] as const;
  const name = names.find((candidate) => submitted[candidate] !== undefined) ?? names[0];
  const written = submitted[name];
  const first: unknown = Array.isArray(written) ? written[0] : undefined;
  if (!isObject(first)) {
    issues.add('missingProperty', `${PATH}/${name}`, `${name} is missing.`);
    return {};
  }
  const isLines = name === 'formattedAddressRepresentation';
  const place = `${PATH}/${name}/0`;
  for (const part of [isLines ? 'addrLine1' : 'streetName', 'city', 'countryCode', 'language']) {
    issues.text(first, part, place);
  }
  return {
    ...first,
    '@type': isLines ? 'FormattedAddress' : 'FieldedAddress',
    country: first['countryCode'] ?? '',
  };
}

function verdict(seller: Seller, body: JsonObject, submitted: JsonObject): JsonObject {
  const state = seller.state.value;
  const area = areaOfAddress(submitted);
  const plain = { ...body, id: nextId(state, 'GAV') };
  if (!area || !isPlausible(submitted)) {
    const refused = { ...plain, state: 'rejected', validationResult: 'fail' };
    state.validations.push(refused);
    return refused;
  }
  const id = addressIdOf(submitted, area);
  const best = {
    ...submitted,
    id,
    city: (textOf(submitted['city']) ?? '').trim(),
    stateOrProvince: area.state,
    hasPublicSite: false,
    allowsNewSite: true,
  };
  state.addresses[id] = best;
  const ready = {
    ...plain,
    state: 'ready',
    validationResult: 'success',
    bestMatchGeographicAddress: best,
    alternateGeographicAddress: [],
  };
  state.validations.push(ready);
  return ready;
}

export function addressById(seller: Seller, id: string): JsonObject | undefined {
  const known = seller.state.value.addresses[id];
  return isObject(known) ? known : undefined;
}
