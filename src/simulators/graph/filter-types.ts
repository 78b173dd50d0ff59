import type { FilterToken } from './filter-tokens';
import { GraphError } from './graph-error';

export const OPERATORS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Operator = (typeof OPERATORS)[number];

type EdmType = 'Edm.String' | 'Edm.Boolean' | 'Edm.DateTimeOffset';

/** Paths a filter on messages may name, and what they hold. */
export const PATHS: Readonly<Record<string, EdmType>> = {
  id: 'Edm.String',
  subject: 'Edm.String',
  isDraft: 'Edm.Boolean',
  isRead: 'Edm.Boolean',
  importance: 'Edm.String',
  createdDateTime: 'Edm.DateTimeOffset',
  lastModifiedDateTime: 'Edm.DateTimeOffset',
  sentDateTime: 'Edm.DateTimeOffset',
  receivedDateTime: 'Edm.DateTimeOffset',
  conversationId: 'Edm.String',
  internetMessageId: 'Edm.String',
  parentFolderId: 'Edm.String',
  hasAttachments: 'Edm.Boolean',
  'from/emailAddress/address': 'Edm.String',
};

const KINDS: Readonly<Record<string, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};

/** What a literal of this token is; undefined for null, which goes with anything. */
export function typeOf({ kind, text }: FilterToken): EdmType | undefined {
  if (kind === 'text') return 'Edm.String';
  if (text === 'null') return undefined;
  return text === 'true' || text === 'false' ? 'Edm.Boolean' : 'Edm.DateTimeOffset';
}

/** An id and a value of an extended property, named by a variable, are text. */
export function requireSameType(path: string, type: EdmType | undefined, operator: string): void {
  const own = PATHS[path] ?? 'Edm.String';
  if (type === undefined || type === own) return;
  const kind = KINDS[operator] ?? operator;
  throw new GraphError(
    400,
    'BadRequest',
    `A binary operator with incompatible types was detected. Found operand types '${own}' and '${type}' for operator kind '${kind}'.`,
  );
}
