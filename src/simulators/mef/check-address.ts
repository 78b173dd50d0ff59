import type { Issues } from './issues';
import type { JsonObject, MefVersion } from './mef-state';

const FIELDED_OLD = [
  ...['@type', '@schemaLocation', 'streetNr', 'streetNrSuffix', 'streetNrLast'],
  ...['streetNrLastSuffix', 'streetName', 'streetType', 'streetSuffix', 'locality', 'city'],
  ...['postcode', 'postcodeExtension', 'stateOrProvince', 'country', 'geographicSubAddress'],
];
const FORMATTED_OLD = [
  ...['@type', '@schemaLocation', 'addrLine1', 'addrLine2', 'locality', 'city'],
  ...['postcode', 'postcodeExtension', 'stateOrProvince', 'country'],
];
const FIELDED = [
  ...['streetNr', 'streetNrSuffix', 'streetNrLast', 'streetNrLastSuffix', 'streetPreDirection'],
  ...['streetName', 'streetType', 'streetPostDirection', 'poBox', 'locality', 'city', 'postcode'],
  ...['postcodeExtension', 'stateOrProvince', 'countryCode', 'subUnit', 'buildingName'],
  ...['privateStreetNumber', 'privateStreetName', 'language'],
];
const FORMATTED = ['formattedAddress', 'language'];
const QUERY = [
  ...['@type', 'fieldedAddressRepresentation', 'formattedAddressRepresentation'],
  ...['geographicPointRepresentation', 'labelRepresentation'],
];

/** An address written out, in the shape of its generation and in no other. */
export function checkAddress(
  issues: Issues,
  address: JsonObject,
  path: string,
  facts: { version: MefVersion; besides?: readonly string[] },
): void {
  if (facts.version === 'v6') checkQuery(issues, address, path);
  else checkFlat(issues, address, path, facts.besides ?? []);
}

/** The older shape: the address itself, in fields or in lines. */
function checkFlat(
  issues: Issues,
  address: JsonObject,
  path: string,
  besides: readonly string[],
): void {
  const type = issues.oneOf(address, '@type', path, ['FieldedAddress', 'FormattedAddress']);
  if (type === undefined) return;
  const isFielded = type === 'FieldedAddress';
  issues.only(address, [...(isFielded ? FIELDED_OLD : FORMATTED_OLD), ...besides], path);
  for (const name of [isFielded ? 'streetName' : 'addrLine1', 'city', 'country']) {
    issues.text(address, name, path);
  }
}

/**
 * The newer shape: a query with one or more ways to write the place. This seller agreed with its
 * buyers on fields or lines; points and labels may come along but do not do alone.
 */
function checkQuery(issues: Issues, query: JsonObject, path: string): void {
  if (issues.oneOf(query, '@type', path, ['GeographicAddress_Query']) === undefined) return;
  issues.only(query, QUERY, path);
  const [fielded, formatted] = ['fieldedAddressRepresentation', 'formattedAddressRepresentation'];
  if (query[fielded] !== undefined || query[formatted] === undefined) {
    issues.objects(query, fielded, path).forEach((fields, index) => {
      const here = `${path}/${fielded}/${index}`;
      issues.only(fields, FIELDED, here);
      for (const name of ['streetName', 'city']) issues.text(fields, name, here);
      twoLetters(issues, fields, 'countryCode', here);
      if (fields['language'] !== undefined) twoLetters(issues, fields, 'language', here);
    });
  }
  if (query[formatted] === undefined) return;
  issues.objects(query, formatted, path).forEach((lines, index) => {
    const here = `${path}/${formatted}/${index}`;
    issues.only(lines, FORMATTED, here);
    issues.text(lines, 'formattedAddress', here);
    if (lines['language'] !== undefined) twoLetters(issues, lines, 'language', here);
  });
}

function twoLetters(issues: Issues, parent: JsonObject, name: string, path: string): void {
  const value = issues.text(parent, name, path);
  if (value !== undefined && !/^[a-z]{2}$/i.test(value)) {
    issues.add('invalidFormat', `${path}/${name}`, `${name} is not a code of two letters.`);
  }
}
