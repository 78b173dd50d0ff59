import { byId, element } from './elements.js';

const NEAR_END_PX = 120;

/** The list of messages: keeps its place when something changes, follows the end when one is there. */
export function createHistory() {
  const box = byId('history');
  let view;
  let messages = [];

  const find = (id) => box.querySelector(`[data-message="${id}"]`);
  const isAtEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  const scrollToEnd = () => {
    box.scrollTop = box.scrollHeight;
  };

  // In a channel, replies stand below the message they answer.
  const inReadingOrder = () => {
    const threadOf = (message) => Number(message.replyToId ?? message.id);
    return view.isThreaded
      ? [...messages].sort((a, b) => threadOf(a) - threadOf(b) || Number(a.id) - Number(b.id))
      : messages;
  };

  function drawAll() {
    const drawn = [];
    let day = '';
    for (const message of inReadingOrder()) {
      const itsDay = view.dayOf(message);
      if (itsDay !== day) drawn.push(element('div', { className: 'day', text: itsDay }));
      day = itsDay;
      drawn.push(view.draw(message));
    }
    if (drawn.length === 0) {
      drawn.push(element('p', { className: 'day', text: 'Nothing here yet. Say help.' }));
    }
    box.replaceChildren(...drawn);
  }

  /** A card that changes under the reader's hands keeps the focus inside it. */
  function redraw(message) {
    const old = find(message.id);
    const held = old?.contains(globalThis.document.activeElement);
    const drawn = view.draw(message);
    old?.replaceWith(drawn);
    if (held) drawn.querySelector('.card')?.focus();
  }

  return {
    show(newView, newMessages) {
      view = newView;
      messages = newMessages;
      drawAll();
      scrollToEnd();
    },
    apply({ kind, messageId, message }) {
      const follows = isAtEnd();
      const known = messages.findIndex(({ id }) => id === messageId);
      if (kind === 'removed') {
        messages = messages.filter(({ id }) => id !== messageId);
        drawAll();
      } else if (known >= 0) {
        messages[known] = message;
        redraw(message);
      } else {
        messages.push(message);
        drawAll();
      }
      if (follows) scrollToEnd();
    },
  };
}
