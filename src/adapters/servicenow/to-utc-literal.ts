/**
 * `2026-03-01T08:00:00.000Z` → `2026-03-01 08:00:00`, the form in which ServiceNow keeps moments.
 * A text in neither form comes back unchanged; queries refuse it, fields may hold it.
 */
export function toUtcLiteral(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(text.trim());
  return match ? `${match[1] ?? ''} ${match[2] ?? '00:00:00'}` : text;
}
