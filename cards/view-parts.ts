import type { Order } from '../src/domain/order/order';
import { cardText, plainText } from './text';
import { headingOf, numberLine } from './words';

/**
 * The flat parts templates are made of. Nothing is optional: a template prints what is missing as
 * its own source. Text is escaped here, where it is known which block will show it.
 */
export type Colour = 'default' | 'good' | 'warning' | 'attention' | 'accent';

export interface Head {
  status: string;
  statusColor: Colour;
  heading: string;
  numberLine: string;
}

/** Status in words first, then the name, then which order it is. */
export function head(order: Order, status: { text: string; color: Colour }): Head {
  return {
    status: cardText(status.text),
    statusColor: status.color,
    heading: cardText(headingOf(order)),
    numberLine: cardText(numberLine(order)),
  };
}

export interface FactView {
  title: string;
  value: string;
}

/** At most six, as many as a phone shows at a glance. */
export function toFacts(facts: readonly (readonly [title: string, value: string])[]): FactView[] {
  return facts
    .filter(([, value]) => value !== '')
    .slice(0, 6)
    .map(([title, value]) => ({ title: cardText(title), value: cardText(value) }));
}

export interface TextView {
  text: string;
}

export const escaped = (lines: readonly string[]): TextView[] =>
  lines.map((text) => ({ text: cardText(text, 600) }));

/** For TextRuns, which read no Markdown. */
export const asRuns = (lines: readonly string[]): TextView[] =>
  lines.map((text) => ({ text: plainText(text, 600) }));

export interface StepView {
  glyph: string;
  glyphColor: Colour;
  weight: 'default' | 'bolder';
  title: string;
  detail: string;
}

const GLYPHS = {
  done: { glyph: '✓', glyphColor: 'good', weight: 'default' },
  current: { glyph: '→', glyphColor: 'accent', weight: 'bolder' },
  next: { glyph: '○', glyphColor: 'default', weight: 'default' },
  refused: { glyph: '✕', glyphColor: 'attention', weight: 'default' },
  returned: { glyph: '←', glyphColor: 'warning', weight: 'default' },
} as const;

/** One line of a trail: done, current, what comes after, where it ended or turned back. */
export function step(state: keyof typeof GLYPHS, title: string, detail: string): StepView {
  return { ...GLYPHS[state], title: cardText(title), detail: cardText(detail) };
}

export interface LinkView {
  title: string;
  url: string;
}
