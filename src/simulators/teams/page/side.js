import { markdownToHtml } from './markdown.js';
import { appIcon, avatar, byId, element } from './elements.js';

const badge = (count) =>
  count > 0
    ? [
        element('span', {
          className: 'badge',
          text: count > 99 ? '99+' : String(count),
          attributes: { 'aria-hidden': 'true' },
        }),
      ]
    : [];

/** The rail: everybody one can be, with how much waits for them. */
export function drawPeople(people, current, onChoose) {
  const focused = globalThis.document.activeElement?.dataset?.person;
  const items = people.map((person) => {
    const waits = person.unread > 0 ? `, ${person.unread} unread` : '';
    const button = element(
      'button',
      {
        attributes: {
          type: 'button',
          'data-person': person.key,
          title: `${person.name}, ${person.role}`,
          ...(person.key === current ? { 'aria-current': 'true' } : {}),
        },
        on: { click: () => onChoose(person.key) },
      },
      [
        avatar(person.name),
        element('span', { text: person.name.split(' ')[0] }),
        element('span', { className: 'unseen', text: `, ${person.role}${waits}` }),
        ...badge(person.unread),
      ],
    );
    return element('li', {}, [button]);
  });
  const list = byId('people');
  list.replaceChildren(...items);
  if (focused) list.querySelector(`[data-person="${focused}"]`)?.focus();
}

function plainText({ text, textFormat }) {
  if (textFormat === 'plain') return text;
  return element('template', { html: markdownToHtml(text).replace(/<(\/p|\/li|br)>/g, ' $&') })
    .content.textContent;
}

function preview(chat) {
  const { last } = chat;
  if (last === null) return 'No messages yet';
  if (last.deleted) return 'Message deleted';
  const text =
    plainText(last) || last.summary || (last.cards.length > 0 ? 'Sent a card' : 'Attachment');
  return text.replace(/\s+/g, ' ').slice(0, 120);
}

export function drawChats(chats, current, timeOf, onChoose) {
  const focused = globalThis.document.activeElement?.dataset?.chat;
  const items = chats.map((chat) => {
    const button = element(
      'button',
      {
        className: chat.unread > 0 ? 'chat unread' : 'chat',
        attributes: {
          type: 'button',
          'data-chat': chat.id,
          ...(chat.id === current ? { 'aria-current': 'true' } : {}),
        },
        on: { click: () => onChoose(chat.id) },
      },
      [
        chat.kind === 'personal' ? appIcon() : avatar(chat.name),
        element('span', { className: 'chat-name', text: chat.name }),
        element('span', { className: 'chat-time', text: chat.last ? timeOf(chat.last) : '' }),
        element('span', { className: 'chat-last', text: preview(chat) }),
        ...(chat.unread > 0
          ? [
              element('span', {
                className: 'badge',
                text: String(chat.unread),
                attributes: { 'aria-label': `${chat.unread} unread` },
              }),
            ]
          : []),
      ],
    );
    return element('li', {}, [button]);
  });
  const list = byId('chats');
  list.replaceChildren(...items);
  if (focused) list.querySelector(`[data-chat="${globalThis.CSS.escape(focused)}"]`)?.focus();
}
