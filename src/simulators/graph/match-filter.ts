import { propertyOf, type GraphMessage } from './to-graph-message';
import type { Operator } from './filter-types';
import type { Filter, Literal, TextTest } from './parse-filter';
import type { ExtendedProperty, StoredMessage } from './stored-message';

type Resolve = (path: string) => unknown;
/** What a filter may ask for that is at hand before the message is written out. */
type Held = Pick<StoredMessage, 'extendedProperties' | 'internetMessageId'>;

/** Instants compare as instants whatever their precision, texts without regard to case. */
function comparable(value: unknown): string | number | boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value.toLowerCase();
}

function compare(actual: unknown, operator: Operator, literal: Literal): boolean {
  const left = comparable(actual ?? null);
  const right = comparable(literal);
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  if (operator === 'gt') return left > right;
  if (operator === 'ge') return left >= right;
  return operator === 'lt' ? left < right : left <= right;
}

function testText(actual: unknown, test: TextTest, value: string): boolean {
  if (typeof actual !== 'string') return false;
  const text = actual.toLowerCase();
  const part = value.toLowerCase();
  if (test === 'startswith') return text.startsWith(part);
  return test === 'endswith' ? text.endsWith(part) : text.includes(part);
}

/**
 * The id of an extended property compares as Exchange does: type and GUID in any case, the name
 * exactly.
 */
export function isSameProperty(left: string, right: string): boolean {
  const normal = (id: string) =>
    id.replace(/^\w+ (\{[^}]*\}|0x\w+)/, (start) => start.toLowerCase());
  return normal(left) === normal(right);
}

function matches(
  filter: Filter,
  resolve: Resolve,
  properties: ExtendedProperty[],
  variable = '',
): boolean {
  const inner = (part: Filter) => matches(part, resolve, properties, variable);
  switch (filter.kind) {
    case 'and':
      return inner(filter.left) && inner(filter.right);
    case 'or':
      return inner(filter.left) || inner(filter.right);
    case 'not':
      return !inner(filter.operand);
    case 'any':
      return properties.some((property) =>
        matches(
          filter.condition,
          (path) =>
            path.startsWith(`${filter.variable}/`)
              ? property[path.endsWith('/id') ? 'id' : 'value']
              : resolve(path),
          properties,
          filter.variable,
        ),
      );
    case 'text':
      return testText(resolve(filter.path), filter.test, filter.value);
    case 'compare': {
      const actual = resolve(filter.path);
      if (filter.path === `${variable}/id`) {
        const isSame = isSameProperty(String(actual), String(filter.value));
        return filter.operator === 'ne' ? !isSame : filter.operator === 'eq' && isSame;
      }
      return compare(actual, filter.operator, filter.value);
    }
  }
}

/** Says whether a message, as Graph writes it and with what it holds beside, passes a filter. */
export function matchFilter(
  filter: Filter,
  toMessage: () => GraphMessage,
  { extendedProperties, internetMessageId }: Held,
): boolean {
  const value = requiredText(filter, (path) => path.endsWith('/value'));
  if (
    value !== undefined &&
    !extendedProperties.some((property) => isSameText(property.value, value))
  ) {
    return false;
  }
  const id = requiredText(filter, (path) => path === 'internetMessageId');
  if (id !== undefined && !isSameText(internetMessageId, id)) return false;
  return matches(filter, (path) => propertyOf(toMessage(), path), extendedProperties);
}

const isSameText = (left: string, right: string) =>
  left.length === right.length && left.toLowerCase() === right.toLowerCase();

/**
 * The text at a path without which nothing passes, if the filter demands one. Most searches are by
 * key or message id: asking for it first spares writing out thousands of messages that hold another.
 */
function requiredText(filter: Filter, isAsked: (path: string) => boolean): string | undefined {
  if (filter.kind === 'and') {
    return requiredText(filter.left, isAsked) ?? requiredText(filter.right, isAsked);
  }
  if (filter.kind === 'any') return requiredText(filter.condition, isAsked);
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return undefined;
  const isText = isAsked(filter.path) && typeof filter.value === 'string';
  return isText ? String(filter.value) : undefined;
}
