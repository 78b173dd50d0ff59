import { GraphError } from './graph-error';

/** Query options of a request, each at most once. */
export type Query = Record<string, unknown>;

const KNOWN = ['$filter', '$expand', '$select', '$orderby', '$top', '$skip', '$count'];
/** Those this simulator lacks; to ignore one would answer another question. */
const UNKNOWN = ['$search', '$format', '$skiptoken', '$deltatoken', '$apply', '$compute'];

export const badQuery = (message: string) => new GraphError(400, 'ErrorInvalidUrlQuery', message);

/** The name under which a request has an option: with its dollar sign or, as well, without. */
export function nameOf(query: Query, option: string): string {
  const bare = option.slice(1);
  return query[option] === undefined && query[bare] !== undefined ? bare : option;
}

export function optionOf(query: Query, option: string): string | undefined {
  const value = query[nameOf(query, option)];
  if (value === undefined) return undefined;
  const isDoubled = query[option] !== undefined && query[option.slice(1)] !== undefined;
  if (typeof value === 'string' && !isDoubled) return value;
  throw badQuery(`Query option '${option}' was specified twice.`);
}

export function requireKnownOptions(query: Query): void {
  for (const name of Object.keys(query)) {
    const isUnknown = name.startsWith('$')
      ? !KNOWN.includes(name)
      : UNKNOWN.includes(`$${name.toLowerCase()}`);
    if (isUnknown) {
      throw badQuery(`The query option '${name}' is not supported by this simulator.`);
    }
  }
}

export function numberOf(query: Query, option: string, fallback: number): number {
  const text = optionOf(query, option);
  if (text === undefined) return fallback;
  if (!/^\d{1,6}$/.test(text)) throw badQuery(`The '${option}' value '${text}' is not valid.`);
  return Number(text);
}

export const namesIn = (query: Query, option: string): string[] | undefined =>
  optionOf(query, option)
    ?.split(',')
    .map((name) => name.trim());
