import { fromZone, parseStamp, toStamp, toZone } from '../values/stamp';

/** For whom and when a script in a query is evaluated. */
export interface ScriptViewer {
  nowMs: number;
  userId: string;
  zone: string;
}

const DAY_MS = 86_400_000;

/** Wall clocks, counted as if they were UTC: calendar arithmetic without a zone in the way. */
type Wall = number;

const startOfDay = (wall: Wall): Wall => wall - (((wall % DAY_MS) + DAY_MS) % DAY_MS);

const startOfMonth = (wall: Wall, months = 0): Wall => {
  const day = new Date(wall);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1);
};

const startOfYear = (wall: Wall, years = 0): Wall =>
  Date.UTC(new Date(wall).getUTCFullYear() + years, 0, 1);

type Span = (wall: Wall, shift: number) => Wall;

const SPANS: Readonly<Record<string, Span>> = {
  Day: (wall, shift) => startOfDay(wall) + shift * DAY_MS,
  Month: startOfMonth,
  Year: startOfYear,
};

/** What `beginningOf` and `endOf` may be followed by. */
const NAMED: Readonly<Record<string, readonly [span: string, shift: number]>> = {
  Yesterday: ['Day', -1],
  Today: ['Day', 0],
  Tomorrow: ['Day', 1],
  LastMonth: ['Month', -1],
  ThisMonth: ['Month', 0],
  NextMonth: ['Month', 1],
  LastYear: ['Year', -1],
  ThisYear: ['Year', 0],
  NextYear: ['Year', 1],
};

const AGO_MS: Readonly<Record<string, number>> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: DAY_MS,
};

const ENDS: Readonly<Record<string, string>> = { start: '00:00:00', end: '23:59:59' };

function namedEdge(edge: string, name: string, now: Wall): Wall | undefined {
  const [unit, shift] = NAMED[name] ?? [];
  const span = unit === undefined ? undefined : SPANS[unit];
  if (span === undefined || shift === undefined) return undefined;
  return edge === 'beginningOf' ? span(now, shift) : span(now, shift + 1) - 1000;
}

function ago(unit: string, edge: string, count: number, now: Wall): Wall | undefined {
  const unitMs = AGO_MS[unit];
  if (unitMs === undefined) return undefined;
  const moment = now - count * unitMs;
  if (edge === '') return moment;
  const start = moment - (((moment % unitMs) + unitMs) % unitMs);
  return edge === 'Start' ? start : start + unitMs - 1000;
}

const GENERATE = /^gs\.dateGenerate\((['"])([^'"]*)\1(?:,\s*(['"])([^'"]*)\3)?\)$/;
const EDGE = /^gs\.(beginningOf|endOf)([A-Z][A-Za-z]*)\(\)$/;
const AGO = /^gs\.(minutes|hours|days)Ago(Start|End|)\((\d{1,6})\)$/;

function wallOf(script: string, now: Wall): Wall | undefined {
  const generated = GENERATE.exec(script);
  if (generated) {
    const [, , day = '', , time] = generated;
    if (time === undefined) return day.includes(' ') ? parseStamp(day) : undefined;
    return parseStamp(`${day} ${ENDS[time] ?? time}`);
  }
  const edge = EDGE.exec(script);
  if (edge) return namedEdge(edge[1] ?? '', edge[2] ?? '', now);
  const before = AGO.exec(script);
  if (before) return ago(before[1] ?? '', before[2] ?? '', Number(before[3]), now);
  return script === 'gs.nowDateTime()' ? now : undefined;
}

/**
 * What a script stands for where a query carries one instead of a value: `gs.daysAgoStart(7)` is
 * the start of a day of the caller's own calendar. Undefined for anything but the stock functions.
 */
export function scriptValue(text: string, viewer: ScriptViewer): string | undefined {
  const script = text.replace(/^javascript:\s*/, '').replace(/;$/, '');
  if (script === 'gs.getUserID()') return viewer.userId;
  const now = parseStamp(toZone(toStamp(viewer.nowMs), viewer.zone));
  const wall = now === undefined ? undefined : wallOf(script, now);
  return wall === undefined ? undefined : fromZone(toStamp(wall), viewer.zone);
}
