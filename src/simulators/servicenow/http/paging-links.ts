import type { ApiCall } from './api-call';

/** The call's own URL with another offset; everything else stays as the caller wrote it. */
function urlAt(call: ApiCall, offset: number): string {
  const mark = call.target.indexOf('?');
  const path = mark === -1 ? call.target : call.target.slice(0, mark);
  const pairs = mark === -1 ? [] : call.target.slice(mark + 1).split('&');
  const own = `sysparm_offset=${offset}`;
  const isOffset = (pair: string) => pair.split('=')[0] === 'sysparm_offset';
  const moved = pairs.some(isOffset)
    ? pairs.map((pair) => (isOffset(pair) ? own : pair))
    : [...pairs.filter((pair) => pair !== ''), own];
  // A bare angle bracket would end the link early.
  const query = moved.join('&').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return `${call.base}${path}?${query}`;
}

/** The Link header of a page; undefined if one page holds everything. */
export function pagingLinks(
  call: ApiCall,
  page: { limit: number; offset: number; total: number },
): string | undefined {
  const { limit, offset, total } = page;
  if (limit <= 0 || (total <= limit && offset === 0)) return undefined;
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  const links: [relation: string, offset: number][] = [['first', 0]];
  if (offset > 0) links.push(['prev', Math.max(0, offset - limit)]);
  if (offset + limit < total) links.push(['next', offset + limit]);
  links.push(['last', last]);
  return links.map(([relation, at]) => `<${urlAt(call, at)}>;rel="${relation}"`).join(',');
}
