/**
 * Script of the inbox page, served as a file of its own. It redraws the two lists when mail has
 * come, without moving the focus, and lets the arrow keys walk through them. Without it the page is
 * plain links and works all the same.
 */
export const INBOX_SCRIPT = `
'use strict';
const regions = ['mailboxes', 'messages'];
let seen = document.body.dataset.sequence;

async function redraw() {
  const page = await (await fetch(location.href)).text();
  const lists = page.slice(page.indexOf('<body'));
  const fresh = new DOMParser().parseFromString(lists, 'text/html');
  const focused = document.activeElement?.getAttribute('href');
  for (const id of regions) {
    const region = document.getElementById(id);
    const top = region.scrollTop;
    region.replaceChildren(...fresh.getElementById(id).childNodes);
    region.scrollTop = top;
    if (focused) region.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus();
  }
}

async function look() {
  try {
    const { sequence, newest } = await (await fetch('/_sim/inbox/news')).json();
    if (String(sequence) === seen) return;
    seen = String(sequence);
    await redraw();
    document.getElementById('news').textContent = newest;
  } catch {
    document.getElementById('news').textContent = 'The simulator does not answer.';
  }
}
setInterval(look, 2000);

document.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const region = event.target.closest?.('#mailboxes, #messages');
  if (step === undefined || !region) return;
  const links = [...region.querySelectorAll('a')];
  const next = links[links.indexOf(event.target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
`;
