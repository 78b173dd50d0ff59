// Markdown as a card shows it. Whatever a bot forgets to escape takes effect here, visibly; HTML is
// always shown as text, so nothing it forgets can run.
const RESERVED = /[\uE000-\uF8FF]/g;
const SAFE_LINK = /^(https?:\/\/|mailto:)/i;

const escapeHtml = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Finished pieces of HTML leave the text for a private character, so that no later rule reads them. */
function createShelf() {
  const pieces = [];
  return {
    put(html) {
      pieces.push(html);
      return String.fromCharCode(0xe000 + ((pieces.length - 1) % 0x1800));
    },
    restore(text) {
      let result = text;
      for (let round = 0; round < 4 && /[\uE000-\uF8FF]/.test(result); round += 1) {
        result = result.replace(RESERVED, (mark) => pieces[mark.charCodeAt(0) - 0xe000] ?? '');
      }
      return result;
    },
  };
}

function inline(source) {
  const shelf = createShelf();
  const marked = escapeHtml(source.replace(RESERVED, ''))
    .replace(/\\(&amp;|&lt;|&gt;|[\\`*_~[\]()#+\-.!|{}])/g, (_, sign) => shelf.put(sign))
    .replace(/`([^`\n]+)`/g, (_, code) => shelf.put(`<code>${code}</code>`))
    .replace(/\[([^[\]\n]+)\]\(([^()\s]+)\)/g, (whole, label, target) =>
      SAFE_LINK.test(target)
        ? `${shelf.put(`<a href="${target}" target="_blank" rel="noopener noreferrer">`)}${label}${shelf.put('</a>')}`
        : whole,
    )
    .replace(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, '<strong>$1</strong>')
    .replace(/__(\S(?:[^\n]*?\S)?)__/g, '<strong>$1</strong>')
    .replace(/\*(\S(?:[^*\n]*?\S)?)\*/g, '<em>$1</em>')
    .replace(/(^|[^\w])_(\S(?:[^_\n]*?\S)?)_(?!\w)/g, '$1<em>$2</em>')
    .replace(/~~(\S(?:[^\n]*?\S)?)~~/g, '<s>$1</s>');
  return shelf.restore(marked);
}

const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBERED = /^\s*(\d{1,9})[.)]\s+(.*)$/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;

function kindOf(line) {
  if (line.trim() === '') return 'blank';
  if (HEADING.test(line)) return 'heading';
  if (QUOTE.test(line)) return 'quote';
  if (BULLET.test(line)) return 'bullet';
  return NUMBERED.test(line) ? 'numbered' : 'text';
}

function blockHtml({ kind, lines }) {
  const items = (pattern, group) =>
    lines.map((line) => `<li>${inline(pattern.exec(line)[group])}</li>`).join('');
  switch (kind) {
    case 'heading':
      return lines
        .map((line) => `<p><strong>${inline(HEADING.exec(line)[2])}</strong></p>`)
        .join('');
    case 'quote':
      return `<blockquote>${lines.map((line) => inline(QUOTE.exec(line)[1])).join('<br>')}</blockquote>`;
    case 'bullet':
      return `<ul>${items(BULLET, 1)}</ul>`;
    case 'numbered':
      return `<ol start="${NUMBERED.exec(lines[0])[1]}">${items(NUMBERED, 2)}</ol>`;
    default:
      return `<p>${lines.map(inline).join('<br>')}</p>`;
  }
}

export function markdownToHtml(text) {
  const blocks = [];
  for (const line of String(text).replace(/\r\n?/g, '\n').split('\n')) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks
    .filter(({ kind }) => kind !== 'blank')
    .map(blockHtml)
    .join('');
}
