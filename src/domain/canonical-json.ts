import { Refusal } from './errors';

/** What JSON can say. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

// With the u flag a pair is one character, so only a half is a surrogate.
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one text of a JSON value (RFC 8785), so that equal values have equal hashes: no blanks, keys
 * sorted by UTF-16 code units, numbers as ECMAScript prints them. `{ b: 1.0, a: 'é' }` is
 * `{"a":"é","b":1}`. What has no such text (NaN, undefined, bigint, Date, half a surrogate pair) is
 * refused with the place it stands at.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, '$');
}

function write(value: unknown, place: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value, place);
  if (typeof value === 'number') return writeNumber(value, place);
  if (Array.isArray(value)) {
    // Array.from, as map would skip the holes of a sparse array.
    const items = Array.from(value, (item, index) => write(item, `${place}[${index}]`));
    return `[${items.join(',')}]`;
  }
  if (isRecord(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${writeText(key, place)}:${write(value[key], `${place}.${key}`)}`);
    return `{${members.join(',')}}`;
  }
  return refuse(place, `a value of type ${typeof value}`);
}

// Section 3.2.2.2: the escapes of JSON.stringify are the canonical ones, lone surrogates apart.
function writeText(text: string, place: string): string {
  return LONE_SURROGATE.test(text) ? refuse(place, 'half a surrogate pair') : JSON.stringify(text);
}

// Section 3.2.2.3: Number to String of ECMAScript, which also prints -0 as 0.
function writeNumber(value: number, place: string): string {
  return Number.isFinite(value) ? String(value) : refuse(place, String(value));
}

// By tag, not by prototype: an object of another realm, such as a workflow's, is plain too.
function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function refuse(place: string, found: string): never {
  throw new Refusal('BODY_NOT_READABLE', { place: place.replace(LONE_SURROGATE, '?'), found });
}
