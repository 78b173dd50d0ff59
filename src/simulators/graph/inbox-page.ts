import { escapeHtml } from '../kit/html';
import { PERSONAS } from '../kit/people';
import { INBOX_STYLE } from './inbox-style';
import { headersOf, type MailboxLine } from './mailbox-view';
import type { Folder, StoredMessage } from './stored-message';
import { textPartOf } from './text-part';
import { toPlainText } from './to-plain-text';

export const PARTS = { html: 'HTML', text: 'Text', headers: 'Headers' } as const;
export type Part = keyof typeof PARTS;

/** What the page shows; `open` is the message being read, if any. */
export interface InboxView {
  lines: MailboxLine[];
  address: string;
  folder: Folder;
  messages: StoredMessage[];
  open?: StoredMessage;
  part: Part;
  sequence: number;
  nonce: string;
}

/** Sandbox of a mail: no scripts, no forms; links open beside the inbox. */
export const MAIL_SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';

function addressOf(view: InboxView, message?: string, part?: Part): string {
  const query = new URLSearchParams({ mailbox: view.address, folder: view.folder });
  if (message !== undefined) query.set('message', message);
  if (part !== undefined) query.set('part', part);
  return escapeHtml(`/_sim/inbox?${query.toString()}`);
}

/** Times as the owner of the mailbox would read them; in full with the zone named. */
function timeElement(iso: string, address: string, length: 'short' | 'full'): string {
  const timeZone = PERSONAS.find((persona) => persona.email === address)?.timeZone ?? 'UTC';
  const text = new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(length === 'full' ? { year: 'numeric', timeZoneName: 'short' } : {}),
  }).format(new Date(iso));
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(text)}</time>`;
}

function mailboxItem(view: InboxView, line: MailboxLine): string {
  const query = new URLSearchParams({ mailbox: line.address, folder: line.folder });
  const isCurrent = line.address === view.address && line.folder === view.folder;
  const count =
    line.unread > 0 && line.folder === 'inbox'
      ? `<span class="count unread">${line.unread}<span class="aside"> unread</span></span>`
      : `<span class="count">${line.total}</span>`;
  return `<li><a href="/_sim/inbox?${escapeHtml(query.toString())}"${isCurrent ? ' aria-current="page"' : ''} title="${escapeHtml(line.detail)}"><span class="title">${escapeHtml(line.title)}</span>${count}</a></li>`;
}

function mailboxList(view: InboxView): string {
  const sending = view.lines.slice(-3);
  const reading = view.lines.slice(0, -3);
  const list = (lines: MailboxLine[]) =>
    `<ul>${lines.map((line) => mailboxItem(view, line)).join('')}</ul>`;
  return `<h2>Inboxes</h2>${list(reading)}<h2>Sending mailbox</h2>${list(sending)}`;
}

function messageItem(view: InboxView, message: StoredMessage): string {
  const isCurrent = message.id === view.open?.id;
  const preview = toPlainText(message.body).replace(/\s+/g, ' ').slice(0, 120);
  const who =
    view.folder === 'inbox'
      ? ''
      : `To ${message.toRecipients.map(({ emailAddress }) => emailAddress.address).join(', ')} · `;
  return `<li><a href="${addressOf(view, message.id)}"${isCurrent ? ' aria-current="true"' : ''}${message.isRead ? '' : ' data-unread'}>
<span class="subject">${escapeHtml(message.subject || '(no subject)')}</span>
<span class="preview">${escapeHtml(`${who}${preview}`)}</span>
<span class="when">${timeElement(message.sentAt, view.address, 'short')}</span></a></li>`;
}

function messageList(view: InboxView): string {
  const count = view.messages.length;
  const heading = `<h2>${count === 1 ? '1 message' : `${count} messages`}</h2>`;
  if (count === 0) return `${heading}<p class="empty">Nothing here yet.</p>`;
  return `${heading}<ul>${view.messages.map((message) => messageItem(view, message)).join('\n')}</ul>`;
}

function partContent(view: InboxView, message: StoredMessage): string {
  if (view.part === 'html') {
    if (message.body.contentType === 'text') {
      return '<p class="empty">This mail has no HTML part.</p>';
    }
    const source = `/_sim/inbox/content?message=${encodeURIComponent(message.id)}`;
    return `<iframe sandbox="${MAIL_SANDBOX}" src="${escapeHtml(source)}" title="Content of the mail"></iframe>`;
  }
  const block = (text: string) =>
    `<pre tabindex="0" aria-label="${PARTS[view.part]}">${escapeHtml(text)}</pre>`;
  if (view.part === 'headers') {
    return block(
      headersOf(message)
        .map(({ name, value }) => `${name}: ${value}`)
        .join('\n'),
    );
  }
  const { text, isMade } = textPartOf(message);
  return isMade
    ? `<p class="note">This mail came without a text part. The mailbox made this one from its HTML.</p>${block(text)}`
    : block(text);
}

function readingPane(view: InboxView): string {
  const message = view.open;
  if (message === undefined) {
    return '<p class="empty">Choose a message to read it. New mail shows up by itself.</p>';
  }
  const shown = headersOf(message).filter(({ name }) => ['From', 'To', 'Cc'].includes(name));
  const parts = (Object.keys(PARTS) as Part[]).map(
    (part) =>
      `<a href="${addressOf(view, message.id, part)}"${part === view.part ? ' aria-current="true"' : ''}>${PARTS[part]}</a>`,
  );
  const files = message.attachments.map(({ name, sizeBytes }) => `${name} (${sizeBytes} bytes)`);
  return `<a class="back" href="${addressOf(view)}">Back to the messages</a>
<h2>${escapeHtml(message.subject || '(no subject)')}</h2>
<dl>${shown.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}
<dt>Sent</dt><dd>${timeElement(message.sentAt, view.address, 'full')}</dd>${files.length > 0 ? `<dt>Files</dt><dd>${escapeHtml(files.join(', '))}</dd>` : ''}</dl>
<div class="parts" role="navigation" aria-label="Parts of the mail">${parts.join('')}</div>
${partContent(view, message)}`;
}

/** The whole inbox page. */
export function inboxPage(view: InboxView): string {
  const owner = view.lines.find(
    (line) => line.address === view.address && line.folder === view.folder,
  );
  const title = `${view.open?.subject ?? owner?.title ?? view.address} · Mailbox simulator`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style nonce="${view.nonce}">${INBOX_STYLE}</style>
<script src="/_sim/inbox/inbox.js" nonce="${view.nonce}" defer></script>
</head>
<body${view.open === undefined ? '' : ' class="reading"'} data-sequence="${view.sequence}">
<header>
<a class="skip" href="#reading">To the message</a>
<h1>Mailboxes</h1>
<p class="mark">Simulator · no mail leaves here</p>
<p id="news" role="status"></p>
</header>
<nav id="mailboxes" aria-label="Mailboxes">${mailboxList(view)}</nav>
<section id="messages" aria-label="Messages of ${escapeHtml(owner?.title ?? view.address)}">${messageList(view)}</section>
<main id="reading" tabindex="-1">${readingPane(view)}</main>
</body>
</html>
`;
}
