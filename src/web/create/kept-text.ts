import type { FormValues } from '../form/field-values';

/** What was typed and not saved yet, as it stands in this tab. */
export interface KeptText {
  values: FormValues;
  at: string;
}

const keyOf = (number: string | null) => `form/${number ?? 'new'}`;

export function readKept(number: string | null): KeptText | null {
  try {
    const text = sessionStorage.getItem(keyOf(number));
    return text === null ? null : (JSON.parse(text) as KeptText);
  } catch {
    return null;
  }
}

export function keep(number: string | null, kept: KeptText): void {
  try {
    sessionStorage.setItem(keyOf(number), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage keeps nothing; the open page still does.
  }
}

export function forgetKept(number: string | null): void {
  sessionStorage.removeItem(keyOf(number));
}
