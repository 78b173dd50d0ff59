import { Refusal, type ErrorCode } from '../domain/errors';
import { refusalSentence } from '../domain/errors/sentence';
import type { Seen } from '../domain/order/change';
import { parseField } from '../domain/order/field-types';
import { isCalendarDate } from '../domain/time';
import type { IntentInput } from '../ports/orders';
import type { z } from 'zod';
import type { ApiReads } from './api-tools';
import type { ProblemAnswer } from './answers';
import { RefusalWith } from './problem';
import type { Call } from './route';
import { LONGEST_TEXT, ORDER_NUMBER, type seenSchema } from './schemas/requests';

const TEXT = {
  label: 'Text',
  type: 'text',
  column: 'text',
  word: 'text',
  max: LONGEST_TEXT,
} as const;

/** What an action asks of a person, as the body brings it. */
export interface GivenInputs {
  comment?: string | undefined;
  reason?: string | undefined;
  result?: string | undefined;
  billing_start_on?: string | undefined;
}

/**
 * Texts and dates of an action, judged like fields; all that is wrong is refused at once. `place` is
 * where the body has them; null: they came as parameters.
 */
export function readInputs(given: GivenInputs, place: string | null): IntentInput {
  const problems: ProblemAnswer[] = [];
  const input: IntentInput = {};
  const wrong = (name: string, code: ErrorCode, facts = {}) => {
    const at = place === null ? { pointer: '', parameter: name } : { pointer: `${place}/${name}` };
    problems.push({ ...at, code, detail: refusalSentence(code, facts) });
  };
  for (const name of ['comment', 'reason', 'result'] as const) {
    const parsed = parseField(TEXT, given[name], { today: '', currency: 'USD' });
    if ('code' in parsed) wrong(name, parsed.code, parsed.facts);
    else if (typeof parsed.value === 'string') input[name] = parsed.value;
  }
  const day = given.billing_start_on ?? '';
  if (day !== '' && !isCalendarDate(day))
    wrong('billing_start_on', 'DATE_NOT_READABLE', { given: day });
  else if (day !== '') input.billingStartOn = day;
  const [first] = problems;
  if (first !== undefined) throw new RefusalWith(first.code, {}, { errors: problems });
  return input;
}

export function toSeen(seen: z.output<typeof seenSchema>): Seen {
  const { terms_hash: termsHash, round, step, stage, revision } = seen;
  return {
    stage,
    revision,
    ...(round === undefined ? {} : { round }),
    ...(step === undefined ? {} : { step }),
    ...(termsHash === undefined ? {} : { termsHash }),
  };
}

/** The order a path means: by number in any case, or by the number it has inside SQL. */
export async function orderNumberOf(
  reads: Pick<ApiReads, 'listOrders'>,
  { params }: Pick<Call, 'params'>,
): Promise<string> {
  const given = params['id'] ?? '';
  if (ORDER_NUMBER.test(given)) return given.toUpperCase();
  if (/^[1-9]\d{0,8}$/u.test(given)) {
    const page = { sort: 'updated' as const, limit: 1, after: null };
    const [row] = await reads.listOrders({ rowId: Number(given) }, page);
    if (row !== undefined) return row.orderNumber;
  }
  throw new Refusal('ORDER_NOT_FOUND', { order: given });
}
