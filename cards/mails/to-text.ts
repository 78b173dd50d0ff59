import type { MailParts } from './mail-view';

const WIDTH = 72;

/** The plain part: the same order as the HTML, labels in one column, links in full. */
export function toText(parts: MailParts): string {
  const { view, title, orderNumber, url } = parts;
  const blocks = [
    `${view.status}\n${title} (${orderNumber})\n${view.remark}`,
    factLines(parts),
    ...view.paragraphs.map((paragraph) => wrap(paragraph)),
    `${view.button}:\n${url}`,
    view.after === '' ? '' : wrap(view.after),
    `--\n${wrap(view.footer)}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function factLines({ view }: MailParts): string {
  const width = Math.max(0, ...view.facts.map(([label]) => label.length)) + 2;
  return view.facts
    .map(([label, value]) => hang(`${label.padEnd(width)}${value}`, width))
    .join('\n');
}

const wrap = (text: string) => hang(text, 0);

/** Breaks at spaces before the 73rd column; what follows starts under the first value. */
function hang(text: string, indent: number): string {
  const lines: string[] = [];
  let line = text.slice(0, indent);
  for (const given of text.slice(indent).split(' ')) {
    // Two hyphens at the start of a line would begin the footer.
    const word = /^--+$/u.test(given) ? '–' : given;
    const isFirst = line.length === indent;
    if (!isFirst && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    } else {
      line = isFirst ? line + word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
