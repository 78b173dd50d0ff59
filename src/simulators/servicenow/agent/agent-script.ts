/**
 * The page's script, as text because no build step touches it: while the page is open it asks
 * every two seconds whether anything happened and, if so, exchanges the parts marked live. The
 * form is exchanged only while nobody has typed in it.
 */
export const AGENT_SCRIPT = `'use strict';
const EVERY_MS = 2000;
let known;
let dirty = false;

document.addEventListener('input', (event) => {
  if (event.target.closest('[data-live-form]')) dirty = true;
});

function exchange(fresh, selector) {
  for (const part of document.querySelectorAll(selector)) {
    const next = fresh.getElementById(part.id);
    // An open menu or a focused control is somebody at work; it waits for the next round.
    if (!next || part.querySelector('details[open]')) continue;
    if (next.innerHTML === part.innerHTML && next.className === part.className) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
    if (part.contains(document.activeElement) && !focused) continue;
    part.className = next.className;
    part.innerHTML = next.innerHTML;
    if (focused) document.getElementById(focused)?.focus();
  }
}

async function look() {
  try {
    const { revision } = await (await fetch('/_sim/agent/revision')).json();
    const isNews = known !== undefined && revision !== known;
    known = revision;
    if (!isNews) return;
    const page = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(page, 'text/html');
    exchange(fresh, '[data-live]');
    const was = (root) => root.querySelector('input[name="was"]')?.value;
    if (was(fresh) === was(document)) return;
    if (dirty) document.getElementById('stale').hidden = false;
    else exchange(fresh, '[data-live-form]');
  } catch {
    // The simulator restarts; the next round finds it.
  }
}

setInterval(look, EVERY_MS);
look();
`;
