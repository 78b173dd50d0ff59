import type { AskName } from '../../domain/order/actions';
import { TEXTS } from '../texts';
import type { WishInput } from './act-context';

/** Inputs an action cannot do without, each with the sentence that says so. */
export function missingInput(
  asks: readonly AskName[],
  input: WishInput,
): Partial<Record<keyof WishInput, string>> {
  const missing: Partial<Record<keyof WishInput, string>> = {};
  const empty = (text: string | undefined) => (text ?? '').trim() === '';
  if (asks.includes('reason') && empty(input.reason)) missing.reason = TEXTS.act.reasonMissing;
  if (asks.includes('comment') && empty(input.comment)) missing.comment = TEXTS.act.commentMissing;
  return missing;
}
