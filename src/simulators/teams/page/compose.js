import { byId, element } from './elements.js';

/** The message box: Enter sends, the arrow brings back what was sent last, commands are offered. */
export function createCompose({ commands, onSend }) {
  const box = byId('compose');
  const suggestions = byId('suggestions');
  const suggest = byId('suggest');
  let lastSent = '';

  const fit = () => {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  };
  const showSuggestions = (isShown) => {
    suggestions.hidden = !isShown;
    suggest.setAttribute('aria-expanded', String(isShown));
  };
  const write = (text) => {
    box.value = text;
    fit();
    box.focus();
  };
  const send = () => {
    const text = box.value.trim();
    if (text === '') return;
    lastSent = text;
    write('');
    showSuggestions(false);
    onSend(text);
  };

  box.addEventListener('input', fit);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && box.value === '' && lastSent !== '') {
      event.preventDefault();
      write(lastSent);
    }
  });
  byId('compose-form').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });

  suggest.hidden = commands.length === 0;
  suggestions.append(
    ...commands.map(({ title, description }) =>
      element('li', {}, [
        element(
          'button',
          {
            attributes: { type: 'button' },
            on: {
              click: () => {
                showSuggestions(false);
                write(`${title} `);
              },
            },
          },
          [element('span', { text: title }), element('small', { text: description })],
        ),
      ]),
    ),
  );
  suggest.addEventListener('click', () => {
    showSuggestions(suggestions.hidden);
    if (!suggestions.hidden) suggestions.querySelector('button')?.focus();
  });
  byId('compose-form').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || suggestions.hidden) return;
    showSuggestions(false);
    suggest.focus();
  });
}
