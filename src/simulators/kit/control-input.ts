import type { FaultLine } from './fault-plan';
import { LAST_MS, type ClockMode, type ClockSetting } from './simulator-clock';

/** Said of a control call that cannot be obeyed as it stands; nothing was changed. */
export class ControlMistake extends Error {}

type Input = Record<string, unknown>;

const MODES: readonly ClockMode[] = ['real', 'accelerated', 'paused'];

function objectIn(body: unknown, what: string): Input {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Input;
  throw new ControlMistake(`${what} is not a JSON object.`);
}

const isNumber = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

/** A clock put to no instant would never find back: every later stamp would be no date. */
export function clockSettingIn(body: unknown): ClockSetting {
  const { mode, nowMs, rate } = objectIn(body, 'The clock');
  const known = MODES.find((name) => name === mode);
  if (known === undefined) throw new ControlMistake(`mode is none of ${MODES.join(', ')}.`);
  if (nowMs !== undefined && !isNumber(nowMs, 0, LAST_MS)) {
    throw new ControlMistake('nowMs is no number of milliseconds from 1970 to the year 9999.');
  }
  if (rate !== undefined && !isNumber(rate, Number.MIN_VALUE, 1e9)) {
    throw new ControlMistake('rate is no positive number.');
  }
  return {
    mode: known,
    ...(nowMs === undefined ? {} : { nowMs }),
    ...(rate === undefined ? {} : { rate }),
  };
}

/** Milliseconds to jump; the clock of a simulator never goes back. */
export function jumpIn(body: unknown, nowMs: number): number {
  const { ms } = objectIn(body, 'The jump');
  if (isNumber(ms, 0, LAST_MS - nowMs)) return ms;
  throw new ControlMistake(
    'ms is no number of milliseconds to jump forward, to the year 9999 at most.',
  );
}

const FAULT_MEMBERS: Readonly<Record<string, string>> = {
  operation: 'string',
  key: 'string',
  attempt: 'number',
  kind: 'string',
  probability: 'number',
  times: 'number',
  with: 'object',
};

function faultLineIn(given: unknown): FaultLine {
  const line = objectIn(given, 'A fault');
  for (const [name, type] of Object.entries(FAULT_MEMBERS)) {
    const value = line[name];
    const isNeeded = name === 'operation' || name === 'kind';
    if (value === undefined ? isNeeded : typeof value !== type || value === null) {
      throw new ControlMistake(`A fault’s ${name} is ${value === undefined ? 'missing' : 'odd'}.`);
    }
  }
  return line as unknown as FaultLine;
}

/** A plan, as a list or as `{lines, seed}`. */
export function faultPlanIn(body: unknown): { lines: FaultLine[]; seed: number | undefined } {
  const { lines, seed } = Array.isArray(body)
    ? { lines: body as unknown[], seed: undefined }
    : objectIn(body, 'The plan');
  if (!Array.isArray(lines)) throw new ControlMistake('The plan has no list of lines.');
  if (seed !== undefined && typeof seed !== 'number')
    throw new ControlMistake('seed is no number.');
  return { lines: lines.map(faultLineIn), seed };
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

/**
 * A state that was kept before; what it lacks is as in an empty one. A member of another kind than
 * there would end the process at the next look, and again at each start that reads it back.
 */
export function stateIn<T>(body: unknown, empty: T): T {
  const given = objectIn(body, 'The state');
  for (const [name, value] of Object.entries(empty as object) as [string, unknown][]) {
    const isOpen = value === null || !Object.hasOwn(given, name);
    if (!isOpen && kindOf(given[name]) !== kindOf(value)) {
      throw new ControlMistake(`The state’s ${name} is no ${kindOf(value)}.`);
    }
  }
  return { ...empty, ...(given as Partial<T>) };
}
