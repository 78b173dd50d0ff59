import { escapeHtml } from '../../kit/html';

/** Text that is HTML already. */
export interface Markup {
  readonly markup: string;
}

type Piece = string | number | Markup | readonly Markup[] | undefined | false;

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece));
  if ('markup' in piece) return piece.markup;
  return piece.map((one) => one.markup).join('');
}

/** A template whose holes are escaped, unless they hold markup made by the same means. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const markup = strings.reduce((text, part, index) => text + written(pieces[index - 1]) + part);
  return { markup };
}

export interface Option {
  value: string;
  label: string;
}

/** The options of a select; a value that is none of them is shown as it is, so that nothing is lost. */
export function options(choices: readonly Option[], chosen: string): Markup[] {
  const known = choices.some(({ value }) => value === chosen);
  const all = known ? choices : [{ value: chosen, label: chosen || '(none)' }, ...choices];
  return all.map(({ value, label }) =>
    value === chosen
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );
}
