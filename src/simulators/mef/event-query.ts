/**
 * The types of events a hub's query names, blanks beside the signs allowed; null: an empty query
 * filters nothing; undefined: it reads otherwise.
 */
export function eventTypesIn(query: string | undefined): string[] | null | undefined {
  if (query === undefined || query.trim() === '') return null;
  const types = query.split('&').flatMap((part) => {
    const [name = '', ...value] = part.split('=');
    const isNamed = name.trim() === 'eventType' && value.length > 0;
    return isNamed ? value.join('=').split(',') : [];
  });
  return types.length === 0 ? undefined : types.map((type) => type.trim());
}
