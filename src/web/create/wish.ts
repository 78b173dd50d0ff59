import { filledFields, type FormValues } from '../form/field-values';
import { newKey } from '../outbox/new-key';

/**
 * What a form for a new order has asked for so far. It is kept with the text, so that a save after
 * a lost answer, even on a page loaded anew, never makes a second order.
 */
export interface Wish {
  /** The order's, for as long as the form is neither stored nor discarded. */
  clientId: string;
  /** The request's: the same for the same text and the same button. */
  key: string;
  /** What was sent and may be stored; null once the API refused all of it, '' once an older one is left. */
  text: string | null;
  submit: boolean;
  /** Whether an order may be stored with an older text, which this one has to change. */
  amends: boolean;
}

/** A form for a new order as it is kept in the tab. */
export interface KeptForm {
  values: FormValues;
  at: string;
  wish: Wish | null;
}

const textOf = (values: FormValues) => JSON.stringify(filledFields(values));

/** Whether the form still says what this request asked for. */
export function isAsAsked({ wish, values }: KeptForm, key: string): boolean {
  return wish?.key === key && wish.text === textOf(values);
}

/** The wish of a press on save or submit, after the one before it. */
export function nextWish(before: Wish | null, values: FormValues, submit: boolean): Wish {
  const text = textOf(values);
  if (before?.text === text && before.submit === submit) return before;
  const amends = before !== null && before.text !== null && (before.amends || before.text !== text);
  return { clientId: before?.clientId ?? newKey(), key: newKey(), text, submit, amends };
}

/** What is left of a wish the API refused; an older text may still be stored. */
export function refusedWish(refused: Wish): Wish {
  return { ...refused, text: refused.amends ? '' : null };
}
