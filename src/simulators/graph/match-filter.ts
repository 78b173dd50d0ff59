import { propertyOf, type GraphMessage } from './to-graph-message';
import type { Filter, Literal, Operator, TextTest } from './parse-filter';
import type { ExtendedProperty } from './stored-message';

type Resolve = (path: string) => unknown;

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

/** Says whether a message, with the extended properties it holds, passes a filter. */
export function matchFilter(
  filter: Filter,
  toMessage: () => GraphMessage,
  properties: ExtendedProperty[],
): boolean {
  const value = requiredValue(filter);
  if (value !== undefined && !properties.some((property) => isSameText(property.value, value))) {
    return false;
  }
  return matches(filter, (path) => propertyOf(toMessage(), path), properties);
}

const isSameText = (left: string, right: string) =>
  left.length === right.length && left.toLowerCase() === right.toLowerCase();

/**
 * The extended value without which nothing passes, if the filter demands one. Most searches are by
 * key: asking for it first spares writing out thousands of messages that hold another.
 */
function requiredValue(filter: Filter): string | undefined {
  if (filter.kind === 'and') return requiredValue(filter.left) ?? requiredValue(filter.right);
  if (filter.kind === 'any') return requiredValue(filter.condition);
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return undefined;
  const isValue = filter.path.endsWith('/value') && typeof filter.value === 'string';
  return isValue ? String(filter.value) : undefined;
}
