/* global AdaptiveCards */
import { element } from './elements.js';
import { hostConfig } from './host-config.js';
import { markdownToHtml } from './markdown.js';

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

const config = new AdaptiveCards.HostConfig(hostConfig);

/** The action as it is sent: with the inputs the renderer has merged into its data. */
function sentAction(action) {
  const { type, title, verb, fallback } = action.toJSON();
  const sent = { type, title, verb, data: action.data ?? {} };
  return fallback === undefined ? sent : { ...sent, fallback };
}

/** Draws a card; `onAction` gets what a press sends and resolves once it is answered. */
export function drawCard(json, label, onAction) {
  const holder = element('div', {
    className: 'card',
    attributes: { role: 'group', 'aria-label': label, tabindex: '-1' },
  });
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = config;
  try {
    // Teams knows cards up to 1.5; newer features are ignored here as there.
    card.parse(json, new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5));
    const drawn = card.render();
    if (drawn) holder.append(drawn);
  } catch (error) {
    holder.append(element('p', { className: 'card-error', text: `Not a card: ${error.message}` }));
  }
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      openLink(action.url);
      return;
    }
    void press(holder, () => onAction(sentAction(action)));
  };
  return holder;
}

function openLink(url) {
  if (/^(https?:|mailto:)/i.test(url ?? '')) globalThis.open(url, '_blank', 'noopener');
}

async function press(holder, act) {
  if (holder.getAttribute('aria-busy') === 'true') return;
  holder.querySelector('.card-error')?.remove();
  holder.setAttribute('aria-busy', 'true');
  const problem = await act();
  holder.removeAttribute('aria-busy');
  if (!problem) return;
  holder.append(
    element('p', { className: 'card-error', text: problem, attributes: { role: 'alert' } }),
  );
}
