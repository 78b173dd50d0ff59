import { GraphError } from './graph-error';
import { pathsOf, type Filter } from './parse-filter';
import { badQuery, namesIn, type Query } from './query-options';
import { propertyOf, type GraphMessage } from './to-graph-message';

interface SortKey {
  path: string;
  isDescending: boolean;
}

/** Properties a list can be sorted by. */
const SORTABLE = [
  'subject',
  'isDraft',
  'isRead',
  'importance',
  'createdDateTime',
  'lastModifiedDateTime',
  'sentDateTime',
  'receivedDateTime',
  'conversationId',
  'internetMessageId',
  'parentFolderId',
  'hasAttachments',
  'from/emailAddress/address',
  'from/emailAddress/name',
  'sender/emailAddress/address',
  'sender/emailAddress/name',
];

function parseKey(part: string): SortKey {
  const [name = '', direction = 'asc', ...rest] = part.split(/\s+/);
  const isDescending = direction.toLowerCase() === 'desc';
  if (rest.length > 0 || (!isDescending && direction.toLowerCase() !== 'asc')) {
    throw badQuery(`Invalid orderby clause: '${part}'.`);
  }
  const path = SORTABLE.find((known) => known.toLowerCase() === name.toLowerCase());
  if (path !== undefined) return { path, isDescending };
  throw new GraphError(
    400,
    'RequestBroker--ParseUri',
    `Could not find a property named '${name}' on type 'microsoft.graph.message' to sort by.`,
  );
}

function sortKeysOf(query: Query, filter: Filter | undefined): SortKey[] {
  const keys = (namesIn(query, '$orderby') ?? []).map(parseKey);
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

/** The order a request asks for; the newest first where it asks for none. */
export function orderOf(
  query: Query,
  filter: Filter | undefined,
): (left: GraphMessage, right: GraphMessage) => number {
  const asked = sortKeysOf(query, filter);
  const keys = asked.length > 0 ? asked : [{ path: 'receivedDateTime', isDescending: true }];
  return (left, right) => {
    for (const { path, isDescending } of keys) {
      const order = String(propertyOf(left, path)).localeCompare(String(propertyOf(right, path)));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  };
}
