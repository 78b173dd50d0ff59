import { DOOR_ERRORS } from './errors/doors';
import type { ErrorEntry } from './errors/entry';
import { FIELD_ERRORS } from './errors/fields';
import { ORDER_ERRORS } from './errors/orders';

/**
 * The errors of circuit-orders, once. A rule that refuses throws `Refusal` with a code of this
 * table; the API, the bot, activities and workflows each translate it into their own form.
 * A code outlives its text. `docs/errors.md` is tested against this table in both directions.
 */
export const ERRORS = { ...FIELD_ERRORS, ...ORDER_ERRORS, ...DOOR_ERRORS } as const;

export type ErrorCode = keyof typeof ERRORS;

/** The entry with its declared width, for code that handles any code. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return ERRORS[code];
}

/** What a refusal carries besides its code: small plain facts for the sentence and the caller. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One thing wrong with one field; validation returns all of them at once. */
export interface Problem {
  /** Name of the field in the catalogue, or of a parameter. */
  field: string;
  code: ErrorCode;
  facts: Facts;
}

/** The only exception the rules know. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly facts: Facts;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, facts: Facts = {}, problems: readonly Problem[] = []) {
    super(ERRORS[code].title);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
    this.problems = problems;
  }
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}
