import { knobsOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { bindQuery } from '../query/bind-query';
import { parseQuery } from '../query/parse-query';
import { fieldPath } from '../records/field-path';
import { findRows } from '../records/find-rows';
import type { TableSchema } from '../tables/table-schemas';
import type { ApiCall } from './api-call';
import { pagingLinks } from './paging-links';
import { queryRefused, refuseQueryOn, rowFilter } from './table-permissions';

const DEFAULT_LIMIT = 10_000;

function toCount(text: string | null, otherwise: number): number {
  const count = Number(text ?? '');
  return text === null || text === '' || !Number.isInteger(count) || count < 0 ? otherwise : count;
}

const isTrue = (text: string | null) => text?.toLowerCase() === 'true';

/** The `field=value` parameters, each true for the stored or the displayed value. */
function pairTests(
  instance: Instance,
  schema: TableSchema,
  call: ApiCall,
): { fields: string[]; tests: ((row: Row) => boolean)[] } {
  const fields: string[] = [];
  const tests: ((row: Row) => boolean)[] = [];
  for (const [name, wanted] of call.parameters) {
    const path = name.startsWith('sysparm_') ? undefined : fieldPath(instance, schema, name);
    if (path === undefined) continue;
    fields.push(name);
    const lower = wanted.toLowerCase();
    tests.push(
      (row) =>
        path.value(row).toLowerCase() === lower ||
        path.display(row, call.caller.zone).toLowerCase() === lower,
    );
  }
  return { fields, tests };
}

/** A page of rows and the headers that say where in the whole it lies. */
export interface ListedRows {
  rows: Row[];
  headers: Record<string, string>;
}

/** Finds, orders and cuts. Rows the caller may not see go last, so a page can come out short. */
export function listRecords(instance: Instance, schema: TableSchema, call: ApiCall): ListedRows {
  const { caller, parameters } = call;
  const tree = parseQuery(parameters.get('sysparm_query') ?? '');
  const query = bindQuery(instance, schema, tree, caller);
  const pairs = pairTests(instance, schema, call);
  const named = tree.alternatives
    .flat(2)
    .flatMap((term) => (term.kind === 'condition' ? term.field : []));
  refuseQueryOn(instance, schema.name, caller, [...named, ...pairs.fields]);

  const unknown = query.unknownFields.length > 0 ? knobsOf(instance).unknownQueryField : 'dropped';
  if (unknown === 'refused') throw queryRefused();
  const found =
    unknown === 'no_rows'
      ? []
      : findRows(instance, schema.name).filter(
          (row) => query.matches(row) && pairs.tests.every((test) => test(row)),
        );
  if (query.compare) found.sort(query.compare);

  const limit = toCount(parameters.get('sysparm_limit'), DEFAULT_LIMIT);
  const offset = toCount(parameters.get('sysparm_offset'), 0);
  const page = { limit, offset, total: found.length };
  const headers: Record<string, string> = {};
  if (!isTrue(parameters.get('sysparm_no_count'))) headers['X-Total-Count'] = String(page.total);
  const links = isTrue(parameters.get('sysparm_suppress_pagination_header'))
    ? undefined
    : pagingLinks(call, page);
  if (links !== undefined) headers['Link'] = links;
  const isVisible = rowFilter(instance, schema, caller);
  return { rows: found.slice(offset, offset + limit).filter(isVisible), headers };
}

/** The keys by which a fault plan may name a list call: what it looks for by equality. */
export function keysOfQuery(call: ApiCall): string[] {
  const tree = parseQuery(call.parameters.get('sysparm_query') ?? '');
  const looked = tree.alternatives
    .flat(2)
    .flatMap((term) =>
      term.kind === 'condition' && term.operator === '=' ? [[term.field, term.value] as const] : [],
    );
  return ['correlation_id', 'sys_id', 'element_id', 'number'].flatMap((field) =>
    looked.flatMap(([name, value]) => (name === field ? value : [])),
  );
}

/** The keys by which a fault plan may name a record. */
export const keysOfRecord = (row: Row): string[] =>
  [read(row, 'correlation_id'), read(row, 'sys_id'), read(row, 'number')].filter(
    (key) => key !== '',
  );
