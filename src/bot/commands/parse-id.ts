/** What stands where a command wants an order: a full number, or only its counter. */
export type OrderId = { orderNumber: string } | { counter: number };

export interface AfterId {
  id: OrderId | null;
  /** What was typed as the id. */
  typed: string;
  rest: string;
}

/** `CO-2026-000123`, `co2026-123`, `#123` or `123` at the start; the rest follows. */
export function parseId(text: string): AfterId {
  const [, typed = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  const word = typed.replace(/[,.:;]+$/u, '');
  const full = /^CO-?(\d{4})-?(\d{1,9})$/iu.exec(word);
  if (full !== null) {
    const [, year = '', counter = ''] = full;
    return { id: { orderNumber: toOrderNumber(Number(year), Number(counter)) }, typed: word, rest };
  }
  const bare = /^#?(\d{1,9})$/u.exec(word)?.[1];
  return { id: bare === undefined ? null : { counter: Number(bare) }, typed: word, rest };
}

export function toOrderNumber(year: number, counter: number): string {
  return `CO-${String(year)}-${String(counter).padStart(6, '0')}`;
}

/** `r4 looks good` confirms revision 4; the comment is the rest. */
export function parseConfirmation(text: string): { revision: number | null; rest: string } {
  const [, digits, rest] = /^r(\d{1,4})(?:\s+([\s\S]*))?$/iu.exec(text) ?? [];
  return digits === undefined
    ? { revision: null, rest: text }
    : { revision: Number(digits), rest: rest ?? '' };
}
