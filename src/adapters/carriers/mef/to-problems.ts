import type { FormProblem } from '../../../ports/provider';
import type { HttpAnswer } from './carrier-http';
import { refusalsSchema } from './errors-schema';

const MAX_PROBLEMS = 50;
const MAX_TEXT = 300;

/** What the carrier says is wrong with the form; never empty, even if it said nothing readable. */
export function toProblems({ status, body }: HttpAnswer): FormProblem[] {
  const read = refusalsSchema.safeParse(body.readable ? body.json : null);
  if (!read.success) {
    const message = `Refused with status ${status} and no readable reason.`;
    return [{ code: 'otherIssue', path: '', message }];
  }
  return read.data.slice(0, MAX_PROBLEMS).map(({ code, propertyPath, reason, message }) => ({
    code: clip(code),
    path: clip(propertyPath ?? ''),
    message: clip([reason, message].filter(Boolean).join(': ') || code),
  }));
}

/** Carrier texts end up on cards and in mails; a long one ends in an ellipsis. */
function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
