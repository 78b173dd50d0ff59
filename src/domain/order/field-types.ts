import type { ErrorCode, Facts } from '../errors';
import { MAX_COST_MINOR, parseMinor, toMoney } from '../money';
import { formatSpeed, parseSpeed } from '../speed';
import { isCalendarDate } from '../time';
import type { FieldEntry, FieldType } from './fields';

/**
 * A field's value as the product carries it: money as decimal text, speed as people write it
 * (`1G`, `100M/20M`), dates as ISO days, a term as a number of months.
 */
export type FieldValue = string | number | null;

type Parsed = { value: FieldValue } | { code: ErrorCode; facts: Facts };

interface Context {
  today: string;
  currency: string;
}

const wrong = (code: ErrorCode, facts: Facts = {}): Parsed => ({ code, facts });

// Tab and line breaks are text; every other control and bidirectional override is not.
export const FORBIDDEN_CHARACTERS = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069`;
const FORBIDDEN = new RegExp(`[${FORBIDDEN_CHARACTERS}]`, 'u');

function parseText(text: string, field: FieldEntry): Parsed {
  const length = Array.from(text).length;
  if (FORBIDDEN.test(text)) return wrong('TEXT_FORBIDDEN_CHARACTER');
  if (field.min !== undefined && length < field.min) {
    return wrong('TEXT_TOO_SHORT', { min: field.min, length });
  }
  if (field.max !== undefined && length > field.max) {
    return wrong('TEXT_TOO_LONG', { max: field.max, length });
  }
  return { value: text };
}

function parseChoice(text: string, field: FieldEntry): Parsed {
  const choices = field.choices ?? [];
  const chosen = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  return chosen === undefined
    ? wrong('CHOICE_UNKNOWN', { given: text, choices })
    : { value: chosen };
}

// Only whole groups of three: who types 1800,50 means a decimal comma, not a hundred times as much.
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/u;

function parseMoneyText(text: string, _field: FieldEntry, context: Context): Parsed {
  const amount = text.replace(/^\$/u, '');
  const plain = GROUPED.test(amount) ? amount.replaceAll(',', '') : amount;
  const minor = parseMinor(plain, context.currency);
  if (minor === null) return wrong('MONEY_NOT_READABLE', { given: text });
  if (minor < 0n) return wrong('MONEY_NEGATIVE', { given: text });
  if (minor > MAX_COST_MINOR) return wrong('MONEY_TOO_LARGE', { given: text });
  return { value: toMoney(minor, context.currency).amount };
}

function parseDate(text: string, _field: FieldEntry, context: Context): Parsed {
  if (!isCalendarDate(text)) return wrong('DATE_NOT_READABLE', { given: text });
  return text < context.today
    ? wrong('DATE_PAST', { given: text, today: context.today })
    : { value: text };
}

function parseMonths(text: string, field: FieldEntry): Parsed {
  const digits = /^(\d{1,3})(?:\s*months?)?$/iu.exec(text)?.[1];
  const months = Number(digits);
  const fits = digits !== undefined && months >= (field.min ?? 1) && months <= (field.max ?? 120);
  return fits ? { value: months } : wrong('TERM_NOT_READABLE', { given: text });
}

function parseSpeedText(text: string): Parsed {
  const speed = parseSpeed(text);
  return speed === null
    ? wrong('SPEED_NOT_READABLE', { given: text })
    : { value: formatSpeed(speed) };
}

const PARSERS: Record<FieldType, (text: string, field: FieldEntry, context: Context) => Parsed> = {
  text: parseText,
  site: parseText,
  provider: parseText,
  choice: parseChoice,
  speed: parseSpeedText,
  date: parseDate,
  money: parseMoneyText,
  months: parseMonths,
};

/** Reads one value. Empty text and null both mean "emptied". */
export function parseField(field: FieldEntry, raw: unknown, context: Context): Parsed {
  if (raw === null || raw === undefined) return { value: null };
  const isPlain = typeof raw === 'string' || typeof raw === 'number';
  // Also no number: a long one has lost its last digits before it comes here.
  if (typeof raw !== 'string' && field.type === 'text') return wrong('TEXT_EXPECTED');
  // Written out, no list, object or truth value reads as money, speed, date or a known name.
  const text = (isPlain ? String(raw) : JSON.stringify(raw)).normalize('NFC').trim();
  return text === '' ? { value: null } : PARSERS[field.type](text, field, context);
}
