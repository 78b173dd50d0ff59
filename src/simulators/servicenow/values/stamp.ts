const STAMP = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/;

/** An instant as records store it: UTC, to the second. */
export const toStamp = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Reads a stored instant or a bare date (its first second); undefined if no calendar has it. */
export function parseStamp(text: string): number | undefined {
  const found = STAMP.exec(text.trim());
  if (found === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found;
  const iso = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${iso}Z`);
  // Date.parse forgives 31 February by rolling over; a record does not.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso) ? ms : undefined;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const options = {
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'GMT' });
  }
  formatters.set(zone, made);
  return made;
}

function wallClock(ms: number, zone: string): string {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;
  const { year, month, day, hour, minute, second } = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** A stored instant on the wall clock of a zone; text that is no instant stays as it is. */
export function toZone(stamp: string, zone: string): string {
  if (zone === 'GMT' || zone === 'UTC') return stamp;
  const ms = parseStamp(stamp);
  return ms === undefined ? stamp : wallClock(ms, zone);
}

/** The stored form of a wall clock reading in a zone. */
export function fromZone(reading: string, zone: string): string | undefined {
  const wanted = parseStamp(reading);
  if (wanted === undefined) return undefined;
  const offsetAt = (ms: number) => (parseStamp(wallClock(ms, zone)) ?? ms) - ms;
  // Twice, as the offset near a change of clocks is that of the result, not of the first guess.
  const guess = wanted - offsetAt(wanted);
  return toStamp(wanted - offsetAt(guess));
}
