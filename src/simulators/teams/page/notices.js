import { byId, element } from './elements.js';

const SHOWN_MS = 8000;

/** A short notice at the edge, also read aloud; it goes by itself, errors stay until closed. */
export function notify(text, { isError = false } = {}) {
  const notice = element('div', { className: isError ? 'notice error' : 'notice' }, [
    element('span', { text }),
    element('button', {
      className: 'quiet',
      text: '✕',
      attributes: { type: 'button', 'aria-label': 'Dismiss' },
      on: { click: () => notice.remove() },
    }),
  ]);
  const box = byId('notices');
  box.append(notice);
  while (box.childElementCount > 3) box.firstElementChild.remove();
  if (!isError) setTimeout(() => notice.remove(), SHOWN_MS);
}
