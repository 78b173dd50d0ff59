import type { CheckAnswer, FindingAnswer, ProblemAnswer } from '../../api/answers';
import { FIELD_NAMES, fieldEntry, fieldOf } from '../../domain/order/fields';
import { COLUMNS, columnOfPointer, type FormValues } from '../form/field-values';
import { TEXTS } from '../texts';

/** A sentence at a field, or about the whole order when `column` is null. */
export interface Message {
  column: string | null;
  label: string;
  text: string;
  /** Another order it speaks of, to link to. */
  orderNumber: string | null;
}

export interface FormMessages {
  errors: readonly Message[];
  warnings: readonly Message[];
}

export interface MessageFacts {
  values: FormValues;
  /** Columns the person has been in. */
  touched: ReadonlySet<string>;
  /** What has been tried so far: an untried form does not complain about what is not typed yet. */
  tried: 'nothing' | 'save' | 'submit';
  /** What the last save or submit answered about values that still stand. */
  answered: readonly ProblemAnswer[];
  check: CheckAnswer | undefined;
}

/** Everything to say about the form now: one error and one warning per field, the first counts. */
export function formMessages(facts: MessageFacts): FormMessages {
  const { check, tried, answered } = facts;
  const problems = (check?.problems ?? []).filter((problem) => isDue(problem, facts));
  const errors = [...answered, ...problems].map(ofProblem);
  const findings = (check?.findings ?? []).filter(({ check: kind }) => kind !== 'completeness');
  if (tried === 'submit') {
    errors.push(...missingForSubmit(facts.values));
    errors.push(...findings.filter(({ severity }) => severity === 'blocks').map(ofFinding));
  }
  const warnings = findings.filter(
    ({ severity }) => severity === 'warning' || (severity === 'blocks' && tried !== 'submit'),
  );
  return {
    errors: firstPerField(errors).sort(byField),
    warnings: firstPerField(warnings.map(ofFinding)),
  };
}

/** What is wrong with typed text is said at once; what is missing, once a save was tried. */
function isDue(problem: ProblemAnswer, { values, touched, tried }: MessageFacts): boolean {
  if (tried !== 'nothing') return true;
  const column = columnOfPointer(problem.pointer);
  return touched.has(column) && (values[column] ?? '').trim() !== '';
}

function ofProblem({ pointer, detail }: ProblemAnswer): Message {
  const column = columnOfPointer(pointer);
  const name = fieldOf(column);
  if (name === undefined) return { column: null, label: '', text: detail, orderNumber: null };
  return { column, label: fieldEntry(name).label, text: detail, orderNumber: null };
}

/** Where a finding belongs: the field a person would change because of it. */
const FIELD_OF_CHECK: Record<FindingAnswer['check'], string | null> = {
  duplicate: 'circuit_purpose',
  serviceability: 'provider',
  budget: 'monthly_cost',
  approval: null,
  completeness: null,
};

function ofFinding({ check, code, text, order_number: orderNumber }: FindingAnswer): Message {
  const column = code === 'TARGET_BEFORE_INTERVAL' ? 'target_date' : FIELD_OF_CHECK[check];
  const name = column === null ? undefined : fieldOf(column);
  const label = name === undefined ? '' : fieldEntry(name).label;
  return { column, label, text, orderNumber };
}

function missingForSubmit(values: FormValues): Message[] {
  return FIELD_NAMES.map(fieldEntry)
    .filter(({ submitNeeds, column }) => submitNeeds === true && !(values[column] ?? '').trim())
    .map(({ column, label }) => ({
      column,
      label,
      text: TEXTS.form.fillToSubmit,
      orderNumber: null,
    }));
}

/** In the order of the form; what belongs to no field comes last. */
function byField(one: Message, other: Message): number {
  const place = ({ column }: Message) =>
    column === null ? COLUMNS.length : COLUMNS.indexOf(column);
  return place(one) - place(other);
}

function firstPerField(messages: readonly Message[]): Message[] {
  return messages.filter(
    (message, index) =>
      messages.findIndex(
        (other) =>
          other.column === message.column &&
          (message.column !== null || other.text === message.text),
      ) === index,
  );
}
