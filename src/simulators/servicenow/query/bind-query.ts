import { notSimulated } from '../http/api-error';
import type { Instance } from '../instance';
import { knobsOf } from '../instance';
import type { Row } from '../instance-state';
import { fieldPath } from '../records/field-path';
import type { TableSchema } from '../tables/table-schemas';
import { compareKeys, toKey } from '../values/comparison-key';
import { matchCondition, type QueryContext, type RowTest } from './match-condition';
import type { Ordering, QueryTree, Term } from './query-tree';

/** A query made ready for one table. */
export interface BoundQuery {
  matches(row: Row): boolean;
  /** Undefined where the query asks for no order. */
  compare: ((left: Row, right: Row) => number) | undefined;
  /** Fields the table does not have; their terms constrain nothing. */
  unknownFields: readonly string[];
}

function bindOrdering(
  instance: Instance,
  schema: TableSchema,
  orderings: readonly Ordering[],
): BoundQuery['compare'] {
  const keys = orderings.flatMap(({ field, isDescending }) => {
    const path = fieldPath(instance, schema, field);
    if (path === undefined) return [];
    const isShown = path.column.type === 'reference' || path.column.type === 'list';
    const keyOf = (row: Row) =>
      toKey(path.column, isShown ? path.display(row) : path.value(row), false);
    return [{ keyOf, sign: isDescending ? -1 : 1 }];
  });
  if (keys.length === 0) return undefined;
  return (left, right) => {
    for (const { keyOf, sign } of keys) {
      const order = compareKeys(keyOf(left), keyOf(right));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

/**
 * Resolves the fields of a parsed query and drops the terms that cannot be resolved; refuses those
 * that only a real instance could.
 */
export function bindQuery(
  instance: Instance,
  schema: TableSchema,
  tree: QueryTree,
  viewer: { userId: string; zone: string },
): BoundQuery {
  const context: QueryContext = {
    isCaseRespected: knobsOf(instance).textCase === 'respected',
    nowMs: instance.clock.nowMs(),
    userId: viewer.userId,
    zone: viewer.zone,
    pathOf: (field) => fieldPath(instance, schema, field),
  };
  const unknownFields: string[] = [];
  const bindTerm = (term: Term): RowTest[] => {
    if (term.kind === 'malformed') return [];
    if (term.kind === 'unsimulated') throw notSimulated(term.text);
    const path = context.pathOf(term.field);
    if (path === undefined) {
      unknownFields.push(term.field);
      return [];
    }
    const test = matchCondition(term, path, context);
    return test ? [test] : [];
  };
  const alternatives = tree.alternatives.map((clauses) =>
    clauses.map((clause) => clause.flatMap(bindTerm)).filter((tests) => tests.length > 0),
  );
  return {
    matches: (row) =>
      alternatives.some((clauses) => clauses.every((tests) => tests.some((test) => test(row)))),
    compare: bindOrdering(instance, schema, tree.orderings),
    unknownFields,
  };
}
