import { refusal } from './api-refusal';
import { isDateTime } from './issues';

/** The query of a call after every parameter was found to be allowed and filled. */
export interface ApiQuery {
  first(name: string): string | undefined;
  /** Repeated and comma-separated values alike. */
  all(name: string): string[];
}

const EVERYWHERE = ['buyerId', 'sellerId'];

export function readQuery(
  originalUrl: string,
  allowed: readonly string[],
  demanded: readonly string[],
): ApiQuery {
  const parameters = new URL(originalUrl, 'http://localhost').searchParams;
  for (const [name, value] of parameters) {
    if (!allowed.includes(name) && !EVERYWHERE.includes(name)) {
      throw refusal(400, 'invalidQuery', `This call has no query parameter ${name}.`);
    }
    if (value.trim() === '') throw refusal(400, 'missingQueryValue', `${name} has no value.`);
    if (/\.(gt|lt)$/.test(name) && !isDateTime(value)) {
      throw refusal(400, 'invalidQuery', `${name} is not a date-time.`);
    }
  }
  for (const name of demanded) {
    if (!parameters.has(name)) throw refusal(400, 'missingQueryParameter', `${name} is missing.`);
  }
  return {
    first: (name) => parameters.get(name) ?? undefined,
    all: (name) => parameters.getAll(name).flatMap((value) => value.split(',')),
  };
}

function numberIn(query: ApiQuery, name: string): number | undefined {
  const text = query.first(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw refusal(400, 'invalidQuery', `${name} is not a number.`);
  return Number(text);
}

/** One page of a list with the headers that describe it. */
export function pageOf<T>(rows: T[], query: ApiQuery, maxPage: number) {
  const offset = numberIn(query, 'offset') ?? 0;
  const wanted = numberIn(query, 'limit') ?? rows.length;
  const page = rows.slice(offset, offset + Math.min(wanted, maxPage));
  const throttled = wanted > maxPage && rows.length - offset > maxPage;
  return {
    page,
    headers: {
      'X-Total-Count': String(rows.length),
      'X-Result-Count': String(page.length),
      'X-Pagination-Throttled': String(throttled),
    },
  };
}

/** True when one of the instants lies within `name.gt` and `name.lt`, both inclusive. */
export function isWithin(query: ApiQuery, name: string, ...instants: (string | undefined)[]) {
  const after = query.first(`${name}.gt`);
  const before = query.first(`${name}.lt`);
  if (after === undefined && before === undefined) return true;
  return instants.some((instant) => {
    if (instant === undefined) return false;
    const ms = Date.parse(instant);
    return (
      (after === undefined || ms >= Date.parse(after)) &&
      (before === undefined || ms <= Date.parse(before))
    );
  });
}

export const PAGING = ['offset', 'limit'] as const;

export function rangeOf(...names: string[]): string[] {
  return names.flatMap((name) => [`${name}.gt`, `${name}.lt`]);
}
