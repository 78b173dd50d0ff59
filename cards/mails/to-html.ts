import type { MailParts } from './mail-view';

// Mail programs drop style sheets, so every cell carries its own; the classes only serve dark mode.
// No tints and no meaning in colour: a client that inverts by force still shows a readable mail.
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const TEXT = `${FONT}color:#242424;`;
const SECOND = `${FONT}color:#5c5c5c;`;

const DARK = [
  '.page{background-color:#1b1b1b!important}',
  '.card{background-color:#292929!important}',
  '.text{color:#ffffff!important}',
  '.second{color:#c2c2c2!important}',
  '.button{background-color:#115ea3!important}',
  '.label{color:#ffffff!important}',
].join('');

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The HTML part: one column of 560 px, no image, no font and no colour beyond the eleven allowed. */
export function toHtml(parts: MailParts): string {
  const { view, subject } = parts;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${DARK}}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f5f5f5;">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f5f5f5;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" class="card" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px;background-color:#ffffff;border-radius:8px;">
${cardRows(parts)}
</table>
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px;">
<tr><td class="second" style="${SECOND}padding:16px 28px;font-size:12px;line-height:18px;">${escapeHtml(view.footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function cardRows(parts: MailParts): string {
  const { view, title, orderNumber } = parts;
  return [
    row(
      'second',
      `${SECOND}padding:24px 28px 0;font-size:12px;line-height:16px;`,
      'Circuit orders',
    ),
    row(
      'text',
      `${TEXT}padding:16px 28px 0;font-size:14px;line-height:20px;font-weight:600;`,
      view.status,
    ),
    `<tr><td style="padding:2px 28px 0;"><h1 class="text" style="${TEXT}margin:0;font-size:20px;line-height:28px;font-weight:600;">${escapeHtml(title)}</h1></td></tr>`,
    row(
      'second',
      `${SECOND}padding:0 28px;font-size:12px;line-height:18px;`,
      `${orderNumber} · ${view.remark}`,
    ),
    factTable(parts),
    ...view.paragraphs.map((paragraph) =>
      row('text', `${TEXT}padding:14px 28px 0;font-size:14px;line-height:20px;`, paragraph),
    ),
    buttonRow(parts),
    view.after === ''
      ? ''
      : row('text', `${TEXT}padding:14px 28px 0;font-size:14px;line-height:20px;`, view.after),
    '<tr><td style="padding:14px 28px;font-size:0;line-height:14px;">&nbsp;</td></tr>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const row = (name: string, style: string, text: string) =>
  `<tr><td class="${name}" style="${style}">${escapeHtml(text)}</td></tr>`;

function factTable({ view }: MailParts): string {
  if (view.facts.length === 0) return '';
  const cell = 'padding:4px 0;font-size:14px;line-height:20px;vertical-align:top;text-align:left;';
  const rows = view.facts.map(
    ([label, value]) =>
      `<tr><th scope="row" class="second" width="110" style="${SECOND}${cell}width:110px;font-weight:400;">${escapeHtml(label)}</th>` +
      `<td class="text" style="${TEXT}${cell}">${escapeHtml(value)}</td></tr>`,
  );
  return `<tr><td style="padding:12px 28px 0;"><table width="100%" cellpadding="0" cellspacing="0" border="0">
${rows.join('\n')}
</table></td></tr>`;
}

function buttonRow({ view, url }: MailParts): string {
  return `<tr><td style="padding:18px 28px 0;"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="button" style="background-color:#0f6cbd;border-radius:4px;"><a class="label" href="${escapeHtml(url)}" style="${FONT}display:inline-block;padding:10px 20px;font-size:14px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;">${escapeHtml(view.button)}</a></td>
</tr></table></td></tr>`;
}
