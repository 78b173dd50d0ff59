import { tell } from './api.js';
import { drawCard } from './cards.js';
import { byId, element } from './elements.js';
import { notify } from './notices.js';

const dialog = byId('dialog');
byId('dialog-close').addEventListener('click', () => dialog.close());

function open(title, content) {
  byId('dialog-title').textContent = title;
  byId('dialog-body').replaceChildren(content);
  if (!dialog.open) dialog.showModal();
}

/** A card in a dialog: what is pressed there is submitted to the bot, until it has no more cards. */
export function openCardDialog({ title, card }, place) {
  const submit = async ({ data, verb, fallback }) => {
    const sent = { ...(fallback?.data ?? {}), ...data, ...(verb ? { verb } : {}) };
    try {
      const outcome = await tell('dialog', { ...place, data: sent });
      if (outcome.kind === 'dialog') {
        openCardDialog(outcome, place);
        return undefined;
      }
      if (outcome.kind === 'error' || outcome.kind === 'timeout') return outcome.text;
      dialog.close();
      if (outcome.kind === 'message') notify(outcome.text);
      return undefined;
    } catch (error) {
      return error.message;
    }
  };
  open(title, drawCard(card, title, submit));
}

/** What a message is made of, for who writes a bot. */
export function openSource(message) {
  const text = JSON.stringify(message, null, 2);
  open('Message source', element('pre', { text, attributes: { tabindex: '0' } }));
}
