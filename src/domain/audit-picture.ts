import { canonicalJson, type JsonValue } from './canonical-json';

/** What the log answers for of one order, by name: its columns, decisions, reservations, dates. */
export type AuditPicture = Readonly<Record<string, JsonValue>>;

/** What one event changed of the picture: old and new value by name, null where there is none. */
export type AuditedChanges = Readonly<Record<string, readonly [JsonValue, JsonValue]>>;

const same = (one: JsonValue, other: JsonValue) => canonicalJson(one) === canonicalJson(other);
const valueOf = (picture: AuditPicture, name: string): JsonValue =>
  Object.hasOwn(picture, name) ? (picture[name] ?? null) : null;

/** What lies between two pictures. */
export function changesBetween(before: AuditPicture, after: AuditPicture): AuditedChanges {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names
      .map((name) => [name, [valueOf(before, name), valueOf(after, name)]] as const)
      .filter(([, [old, now]]) => !same(old, now)),
  );
}

/** The picture after these changes, or the first name whose old value is not the one known. */
export function applyChanges(
  picture: AuditPicture,
  changes: AuditedChanges,
): { picture: AuditPicture } | { differs: string } {
  const next = new Map(Object.entries(picture));
  for (const [name, [old, now]] of Object.entries(changes)) {
    if (!same(old, valueOf(picture, name))) return { differs: name };
    if (now === null) next.delete(name);
    else next.set(name, now);
  }
  return { picture: Object.fromEntries(next) };
}
