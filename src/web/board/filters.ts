import type { OrderRow } from '../../api/answers';
import { STATUS_NAMES, type Status } from '../../domain/order/stages';

/** Quick filters; values of one filter are alternatives, the filters add up. They live in the URL. */
export interface Filters {
  status: readonly Status[];
  provider: readonly string[];
}

export const NO_FILTERS: Filters = { status: [], provider: [] };

export function parseFilters(search: string): Filters {
  const given = new URLSearchParams(search);
  const status = given.getAll('status');
  return {
    status: STATUS_NAMES.filter((name) => status.includes(name)),
    provider: [...new Set(given.getAll('provider'))].sort(),
  };
}

/** `?status=draft&provider=att`, or nothing; equal filters give equal text. */
export function filterQuery(filters: Filters): string {
  return withFilters('', filters);
}

/** An address's query with these filters; what else it says, as a phone's tab, stays. */
export function withFilters(search: string, filters: Filters): string {
  const query = new URLSearchParams(search);
  query.delete('status');
  query.delete('provider');
  for (const status of filters.status) query.append('status', status);
  for (const provider of filters.provider) query.append('provider', provider);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function isFiltered(filters: Filters): boolean {
  return filters.status.length > 0 || filters.provider.length > 0;
}

export function passes(row: Pick<OrderRow, 'status' | 'provider'>, filters: Filters): boolean {
  const { status, provider } = filters;
  return (
    (status.length === 0 || status.includes(row.status)) &&
    (provider.length === 0 || provider.includes(row.provider))
  );
}
