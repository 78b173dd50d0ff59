/* global document */
/** Makes an element; `text` is text; `html` must come from the Markdown reader, which escapes. */
export function element(
  tag,
  { className, text, html, attributes = {}, on = {} } = {},
  children = [],
) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (html !== undefined) made.innerHTML = html;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const [name, listener] of Object.entries(on)) made.addEventListener(name, listener);
  made.append(...children);
  return made;
}

export const byId = (id) => document.getElementById(id);

export const initialsOf = (name) =>
  name
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('')
    .toUpperCase();

export const avatar = (name) =>
  element('span', {
    className: 'avatar',
    text: initialsOf(name),
    attributes: { 'aria-hidden': 'true' },
  });

export const appIcon = () =>
  element('span', { className: 'app-icon', attributes: { 'aria-hidden': 'true' } });
