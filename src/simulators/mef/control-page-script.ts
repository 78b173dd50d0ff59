/**
 * The script of the control page, as text: it is served to a browser and never run here. It writes
 * every word of an order as text, never as markup, and keeps the focus where it was when it redraws.
 */
export const CONTROL_PAGE_SCRIPT = `
'use strict';
const nonce = document.querySelector('meta[name=sim-nonce]').content;
const byId = (id) => document.getElementById(id);
const ACTS = [
  ['step', 'Step'], ['accept', 'Accept'], ['setDate', 'Set date'], ['slip', 'Slip 5 days'],
  ['milestone', 'Milestone'], ['note', 'Note'], ['raiseCharge', 'Raise charge'],
  ['withdrawCharge', 'Withdraw charge'], ['complete', 'Complete'], ['partial', 'Partial'],
  ['fail', 'Fail'], ['reject', 'Reject'], ['cancel', 'Cancel'], ['freeze', 'Freeze'],
];
let drawn = '';
let paced = false;

async function call(method, path, body) {
  const answer = await fetch('/_sim' + path, {
    method,
    headers: { 'content-type': 'application/json', 'x-sim-nonce': nonce },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text === '' ? null : JSON.parse(text);
  if (!answer.ok) throw new Error((json && json.error) || 'Status ' + answer.status);
  return json;
}

function say(text) { byId('status').textContent = text; }

function line(parent, text) {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  parent.append(paragraph);
}

function card(order) {
  const article = document.createElement('article');
  const title = document.createElement('h2');
  title.textContent = (order.externalId || '(no key)') + ' · ' + order.id + ' · ' + order.state +
    (order.frozen ? ' · frozen' : '');
  article.append(title);
  for (const item of order.productOrderItem) {
    const due = item.expectedCompletionDate ? item.expectedCompletionDate.slice(0, 10) : 'no date';
    const reached = (item.milestone || []).map((milestone) => milestone.name).join(', ');
    line(article, 'Item ' + item.id + ': ' + item.state + ', ' + due + (reached && ', ' + reached));
    for (const note of item.note || []) line(article, 'Note: ' + note.text);
  }
  for (const note of order.note || []) line(article, 'Note: ' + note.text);
  if (order.next) line(article, 'Next: ' + order.next.kind + ' ' + (order.next.name || ''));
  const acts = document.createElement('div');
  acts.className = 'acts';
  for (const [act, label] of ACTS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.do = act;
    button.dataset.order = order.id;
    button.dataset.frozen = String(order.frozen);
    button.dataset.dated = String(order.productOrderItem.some((item) => item.expectedCompletionDate));
    button.textContent = act === 'freeze' && order.frozen ? 'Unfreeze' : label;
    button.setAttribute('aria-label', button.textContent + ' ' + (order.externalId || order.id));
    acts.append(button);
  }
  article.append(acts);
  return article;
}

async function draw() {
  const [orders, clock, faults, scenario] = await Promise.all([
    call('GET', '/orders'), call('GET', '/clock'), call('GET', '/faults'), call('GET', '/scenario'),
  ]);
  paced = scenario.paceSeconds !== null;
  byId('clock').textContent = clock.now.slice(0, 16).replace('T', ' ') + ' UTC, ' + clock.mode +
    (paced ? ', a stage each ' + scenario.paceSeconds + ' s' + (scenario.pace ? '' : ' (held)') : '');
  byId('faults').textContent = faults.map((fault) => fault.kind + ' on ' + fault.operation).join('; ');
  const now = JSON.stringify(orders);
  if (now === drawn) return;
  drawn = now;
  const focus = document.activeElement && document.activeElement.dataset;
  const kept = focus && focus.order ? [focus.order, focus.do] : null;
  byId('orders').replaceChildren(...orders.toReversed().map(card));
  if (orders.length === 0) line(byId('orders'), 'No orders yet.');
  if (kept) {
    const again = [...byId('orders').querySelectorAll('button')]
      .find((button) => button.dataset.order === kept[0] && button.dataset.do === kept[1]);
    if (again) again.focus();
  }
}

function facts(act, data) {
  const note = byId('note').value;
  if (act === 'setDate') {
    // A first date needs no reason; a moved one does.
    return { date: byId('date').value, note: (data.dated === 'true' && note) || undefined };
  }
  if (act === 'slip') return { note: note || undefined };
  if (act === 'milestone') return { name: byId('milestone').value };
  if (act === 'note') return { text: note };
  if (act === 'freeze') return { frozen: data.frozen !== 'true' };
  if (['reject', 'cancel', 'fail', 'partial'].includes(act)) return { reason: note, note };
  return {};
}

async function act(data) {
  const wish = data.do;
  if (wish === 'pause' || wish === 'resume') {
    const on = wish === 'resume';
    if (paced) return call('PUT', '/scenario', { pace: on });
    return call('PUT', '/clock', { mode: on ? 'real' : 'paused' });
  }
  if (wish === 'day') return call('POST', '/clock/advance', { ms: 86400000 });
  if (wish === 'clearFaults') return call('PUT', '/faults', []);
  if (wish === 'addFault') {
    const kind = byId('fault-kind').value;
    const key = byId('fault-key').value.trim();
    const operation = kind.endsWith('Event') ? 'event' : byId('fault-operation').value.trim();
    const fault = { kind, operation, times: Number(byId('fault-times').value) || 1 };
    if (key !== '') fault.key = key;
    return call('PUT', '/faults', [...await call('GET', '/faults'), fault]);
  }
  return call('POST', '/orders/' + encodeURIComponent(data.order) + '/do',
    { do: wish, ...facts(wish, data) });
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  try {
    await act(button.dataset);
    say(button.textContent + ': done.');
    await draw();
  } catch (error) {
    say(button.textContent + ': ' + error.message);
  }
});

const refresh = () => draw().catch((error) => say(error.message));
refresh();
setInterval(refresh, 2000);
`;
