import type { Problem } from '../errors';
import { parseField, type FieldValue } from './field-types';
import { FIELD_NAMES, fieldEntry, fieldOf, type FieldName } from './fields';

/** Values of the catalogue's fields; null = emptied, absent = not mentioned. */
export type FieldValues = Partial<Record<FieldName, FieldValue>>;

export interface ParsedFields {
  values: FieldValues;
  problems: Problem[];
}

export interface ParseOptions {
  complete: boolean;
  today: string;
  currency: string;
  /** Which names a field goes by here; any of them where nothing is said. */
  named?: typeof fieldOf;
}

/**
 * Reads what a person wrote, under any of a field's names, and lists everything wrong at once.
 * `complete` also asks for the fields a draft cannot do without. Site and provider are read as text
 * here; whether they exist is answered by who holds the lists.
 */
export function parseFields(
  input: Readonly<Record<string, unknown>>,
  options: ParseOptions,
): ParsedFields {
  const values: FieldValues = {};
  const problems: Problem[] = [];
  const { named = fieldOf } = options;
  for (const [word, raw] of Object.entries(input)) {
    const name = named(word);
    if (name === undefined) {
      problems.push({ field: word, code: 'FIELD_UNKNOWN', facts: {} });
      continue;
    }
    const parsed = parseField(fieldEntry(name), raw, options);
    if ('code' in parsed) problems.push({ field: fieldEntry(name).column, ...parsed });
    else values[name] = parsed.value;
  }
  if (options.complete) problems.push(...missing(values, problems, 'required'));
  return { values, problems };
}

/** Fields that stand empty although a draft (`required`) or a submit (`submitNeeds`) needs them. */
export function missing(
  values: FieldValues,
  known: readonly Problem[],
  need: 'required' | 'submitNeeds',
): Problem[] {
  return FIELD_NAMES.filter((name) => {
    const field = fieldEntry(name);
    if (field[need] !== true || known.some((problem) => problem.field === field.column))
      return false;
    return values[name] === undefined || values[name] === null;
  }).map((name) => ({
    field: fieldEntry(name).column,
    code: 'FIELD_REQUIRED',
    facts: { label: fieldEntry(name).label },
  }));
}
