import { GraphError } from './graph-error';
import { isSameProperty, matchFilter } from './match-filter';
import { parseFilter, type Filter } from './parse-filter';
import type { Preferences } from './preferences';
import {
  badQuery,
  nameOf,
  namesIn,
  numberOf,
  optionOf,
  requireKnownOptions,
  type Query,
} from './query-options';
import { orderOf } from './sort-messages';
import type { StoredMessage } from './stored-message';
import { toGraphMessage, type GraphMessage } from './to-graph-message';

/** How a request wants its messages: what of them, in which form, and where they lie. */
export interface Asked {
  query: Query;
  wishes: Preferences;
  address: URL;
  /** The collection as its metadata names it: `users('x')/messages`. */
  collection: string;
}

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;

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

/** Applies `$expand`, `$select` and preferences to one message. */
function shape(message: StoredMessage, { query, wishes }: Asked): GraphMessage {
  const whole = toGraphMessage(message, wishes);
  const names = namesIn(query, '$select');
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

/** What an answer holds, as its first property says. */
function contextOf({ query, address, collection }: Asked, end = '') {
  const names = namesIn(query, '$select');
  const selected = names === undefined ? '' : `(${names.join(',')})`;
  return {
    '@odata.context': `${address.origin}/v1.0/$metadata#${collection}${selected}${end}`,
  };
}

/** Answers a request for one message. */
export function answerMessage(message: StoredMessage, asked: Asked): GraphMessage {
  requireKnownOptions(asked.query);
  return { ...contextOf(asked, '/$entity'), ...shape(message, asked) };
}

/** Answers a list request: one page, and the address of the next if there is one. */
export function answerList(messages: StoredMessage[], asked: Asked) {
  const { query, address } = asked;
  requireKnownOptions(query);
  const filterText = optionOf(query, '$filter');
  const filter = filterText === undefined ? undefined : parseFilter(filterText);
  const order = orderOf(query, filter);
  const found = messages
    .filter(
      (message) =>
        filter === undefined || matchFilter(filter, () => toGraphMessage(message), message),
    )
    .map((message) => ({ message, whole: toGraphMessage(message) }))
    .sort((left, right) => order(left.whole, right.whole));

  const skip = numberOf(query, '$skip', 0);
  const top = numberOf(query, '$top', DEFAULT_PAGE);
  if (top < 1 || top > LARGEST_PAGE) {
    throw badQuery(`The '$top' value is between 1 and ${LARGEST_PAGE}.`);
  }
  const page = found.slice(skip, skip + top).map(({ message }) => shape(message, asked));
  const next = new URL(address);
  next.searchParams.set(nameOf(query, '$skip'), String(skip + top));
  return {
    ...contextOf(asked),
    ...(optionOf(query, '$count') === 'true' ? { '@odata.count': found.length } : {}),
    value: page,
    ...(found.length > skip + top ? { '@odata.nextLink': next.href } : {}),
  };
}
