import { tell } from './api.js';
import { drawCard } from './cards.js';
import { openCardDialog, openSource } from './dialog.js';
import { appIcon, avatar, element } from './elements.js';
import { markdownToHtml } from './markdown.js';
import { notify } from './notices.js';

/** How a chat is seen: by whom (`as`, `timeZone`), which one, and who wants to answer in a thread. */
export function createMessageView({ as, timeZone, conversationId, kind, onThread }) {
  const format = (options) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const dayName = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const place = { as, conversationId };

  async function act(message, action) {
    try {
      const outcome = await tell('action', { ...place, activityId: message.id, action });
      return show(outcome);
    } catch (error) {
      return error.message;
    }
  }

  /** Shows what an invoke brought; a card arrives by itself. A problem is returned. */
  function show(outcome) {
    if (outcome.kind === 'dialog') openCardDialog(outcome, place);
    if (outcome.kind === 'message') notify(outcome.text);
    if (outcome.kind === 'submitted' && outcome.status >= 400) {
      return 'Something went wrong. Please try again.';
    }
    return outcome.kind === 'error' || outcome.kind === 'timeout' ? outcome.text : undefined;
  }

  const tool = (text, label, click) =>
    element('button', {
      className: 'quiet',
      text,
      attributes: { type: 'button', 'aria-label': label },
      on: { click },
    });

  function tools(message) {
    const list = [];
    if (kind === 'channel')
      list.push(tool('Reply', 'Reply in this thread', () => onThread(message)));
    if (message.card?.refresh) {
      const refresh = () => void tell('refresh', { as, activityId: message.id });
      list.push(tool('Refresh', 'Refresh this card', refresh));
    }
    list.push(tool('{ }', 'Message source', () => openSource(message)));
    return element('span', { className: 'message-tools' }, list);
  }

  function head(message) {
    const parts = [];
    if (message.from !== as) parts.push(element('b', { text: message.fromName }));
    parts.push(
      element('time', {
        text: clock.format(new Date(message.at)),
        attributes: { datetime: message.at },
      }),
    );
    if (message.updatedCount > 0 && !message.deleted)
      parts.push(element('span', { text: 'Edited' }));
    if (message.delivery === 'sending') parts.push(element('span', { text: 'Sending…' }));
    if (message.delivery === 'failed') {
      parts.push(
        element('span', { className: 'failed', text: 'The app did not take this message' }),
      );
    }
    return element('div', { className: 'message-head' }, [...parts, tools(message)]);
  }

  function body(message) {
    if (message.deleted) {
      return [element('div', { className: 'bubble gone', text: 'This message has been deleted.' })];
    }
    const parts = [];
    if (message.text !== '') {
      const isPlain = message.textFormat === 'plain';
      const content = isPlain ? { text: message.text } : { html: markdownToHtml(message.text) };
      parts.push(element('div', { className: isPlain ? 'bubble plain' : 'bubble', ...content }));
    }
    const label = message.summary || `Card from ${message.fromName}`;
    for (const card of message.cards) {
      parts.push(drawCard(card, label, (action) => act(message, action)));
    }
    for (const other of message.otherAttachments) {
      parts.push(
        element('div', {
          className: 'bubble',
          text: `Attachment: ${other.name ?? other.contentType}`,
        }),
      );
    }
    return parts;
  }

  return {
    dayOf: (message) => dayName.format(new Date(message.at)),
    timeOf: (message) => clock.format(new Date(message.at)),
    draw(message) {
      const isMine = message.from === as;
      const names = [
        'message',
        isMine && 'mine',
        message.replyToId && kind === 'channel' && 'reply',
      ];
      const content = element('div', {}, [head(message), ...body(message)]);
      const face = message.from === 'bot' ? appIcon() : avatar(message.fromName);
      return element(
        'article',
        {
          className: names.filter(Boolean).join(' '),
          attributes: {
            'data-message': message.id,
            'aria-label': `${message.fromName}, ${clock.format(new Date(message.at))}`,
          },
        },
        isMine ? [content] : [face, content],
      );
    },
  };
}
