import { GraphError } from './graph-error';
import { isSameProperty, matchFilter } from './match-filter';
import { parseFilter, pathsOf, type Filter } from './parse-filter';
import type { StoredMessage } from './stored-message';
import { propertyOf, toGraphMessage, type GraphMessage } from './to-graph-message';

/** Query options of a request, each at most once. */
export type Query = Record<string, unknown>;

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;
const KNOWN = ['$filter', '$expand', '$select', '$orderby', '$top', '$skip', '$count'];

const badQuery = (message: string) => new GraphError(400, 'ErrorInvalidUrlQuery', message);

function optionOf(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badQuery(`Query option '${name}' was specified twice.`);
  return value;
}

function requireKnownOptions(query: Query): void {
  for (const name of Object.keys(query)) {
    if (name.startsWith('$') && !KNOWN.includes(name)) {
      throw badQuery(`The query option '${name}' is not supported by this simulator.`);
    }
  }
}

function numberOf(query: Query, name: string, fallback: number): number {
  const text = optionOf(query, name);
  if (text === undefined) return fallback;
  if (!/^\d{1,6}$/.test(text)) throw badQuery(`The '${name}' value '${text}' is not valid.`);
  return Number(text);
}

/**
 * Ids of the extended properties to show, from an `$expand` such as
 * `singleValueExtendedProperties($filter=id eq 'String {…} Name key')`.
 */
function expandedIds(query: Query): string[] {
  const expand = optionOf(query, '$expand');
  if (expand === undefined) return [];
  const [, clause] = /^singleValueExtendedProperties\(\$filter=(.*)\)$/i.exec(expand.trim()) ?? [];
  if (clause === undefined) {
    throw badQuery(`Expanding '${expand}' is not supported; an extended property needs its id.`);
  }
  const idsOf = (filter: Filter): string[] => {
    if (filter.kind === 'or') return [...idsOf(filter.left), ...idsOf(filter.right)];
    if (filter.kind === 'compare' && filter.path === 'id' && filter.operator === 'eq') {
      return [String(filter.value)];
    }
    throw badQuery('Extended properties are expanded by id eq, joined by or.');
  };
  return idsOf(parseFilter(clause));
}

/** Applies `$expand` and `$select` to one message. */
export function shapeMessage(message: StoredMessage, query: Query): GraphMessage {
  requireKnownOptions(query);
  const whole = toGraphMessage(message);
  const names = optionOf(query, '$select')
    ?.split(',')
    .map((name) => name.trim());
  for (const name of names ?? []) {
    if (!(name in whole) && name !== 'internetMessageHeaders') {
      throw new GraphError(
        400,
        'RequestBroker--ParseUri',
        `Could not find a property named '${name}' on type 'Microsoft.OutlookServices.Message'.`,
      );
    }
  }
  if (names?.includes('internetMessageHeaders')) {
    whole['internetMessageHeaders'] = message.internetMessageHeaders;
  }
  const shown =
    names === undefined
      ? whole
      : Object.fromEntries(
          Object.entries(whole).filter(
            ([name]) => name === 'id' || name === '@odata.etag' || names.includes(name),
          ),
        );
  const ids = expandedIds(query);
  const properties = message.extendedProperties.filter((property) =>
    ids.some((id) => isSameProperty(id, property.id)),
  );
  return properties.length === 0 ? shown : { ...shown, singleValueExtendedProperties: properties };
}

interface SortKey {
  path: string;
  isDescending: boolean;
}

function sortKeysOf(query: Query, filter: Filter | undefined): SortKey[] {
  const text = optionOf(query, '$orderby');
  if (text === undefined) return [];
  const keys = text.split(',').map((part) => {
    const [path = '', direction = 'asc'] = part.trim().split(/\s+/);
    return { path, isDescending: direction.toLowerCase() === 'desc' };
  });
  // Exchange sorts a filtered list only by what the filter names first, in the same order.
  const filtered = filter === undefined ? undefined : [...new Set(pathsOf(filter))];
  const isServed =
    filtered === undefined || keys.every(({ path }, index) => filtered[index] === path);
  if (isServed) return keys;
  throw new GraphError(
    400,
    'InefficientFilter',
    'The restriction or sort order is too complex for this operation.',
  );
}

function bySortKeys(keys: SortKey[]) {
  return (left: GraphMessage, right: GraphMessage) => {
    for (const { path, isDescending } of keys) {
      const order = String(propertyOf(left, path)).localeCompare(String(propertyOf(right, path)));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  };
}

/** Answers a list request: one page, and the address of the next if there is one. */
export function queryMessages(messages: StoredMessage[], query: Query, address: URL) {
  requireKnownOptions(query);
  const filterText = optionOf(query, '$filter');
  const filter = filterText === undefined ? undefined : parseFilter(filterText);
  const sortKeys = sortKeysOf(query, filter);
  const newestFirst: SortKey[] = [{ path: 'receivedDateTime', isDescending: true }];
  const compare = bySortKeys(sortKeys.length > 0 ? sortKeys : newestFirst);
  const found = messages
    .filter(
      (message) =>
        filter === undefined || matchFilter(filter, () => toGraphMessage(message), message),
    )
    .map((message) => ({ message, whole: toGraphMessage(message) }))
    .sort((left, right) => compare(left.whole, right.whole));

  const skip = numberOf(query, '$skip', 0);
  const top = numberOf(query, '$top', DEFAULT_PAGE);
  if (top < 1 || top > LARGEST_PAGE) {
    throw badQuery(`The '$top' value is between 1 and ${LARGEST_PAGE}.`);
  }
  const page = found.slice(skip, skip + top).map(({ message }) => shapeMessage(message, query));
  const next = new URL(address);
  next.searchParams.set('$skip', String(skip + top));
  return {
    ...(optionOf(query, '$count') === 'true' ? { '@odata.count': found.length } : {}),
    value: page,
    ...(found.length > skip + top ? { '@odata.nextLink': next.href } : {}),
  };
}
