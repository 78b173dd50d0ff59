import type { FaultLine } from '../../kit/fault-plan';
import { read } from '../instance-state';
import { findRow } from '../records/find-rows';
import { toZone } from '../values/stamp';
import type { AgentView } from './agent-view';
import { html, options, type Markup } from './markup';
import { nonceField } from './page-frame';

const OPERATIONS = [
  { value: 'update sc_task', label: 'Update of a task' },
  { value: 'insert sc_task', label: 'Insert of a task' },
  { value: 'read sc_task', label: 'Read of tasks' },
  { value: 'read sys_journal_field', label: 'Read of journals' },
  { value: 'token', label: 'Token request' },
  { value: '*', label: 'Any call' },
];

/** The faults a button can plan, in words that say what the caller sees. */
export const FAULT_BUTTONS: readonly { kind: string; label: string; with?: FaultLine['with'] }[] = [
  { kind: 'dropBefore', label: 'Cut before anything is done' },
  { kind: 'commitThenDrop', label: 'Commit, then cut' },
  { kind: 'commitThen500', label: 'Commit, then 500' },
  { kind: 'doubleInsert', label: 'Insert twice' },
  { kind: 'delay', label: 'Answer 20 s late', with: { ms: 20_000 } },
  { kind: 'status401Once', label: '401 once' },
  { kind: 'status429', label: '429, retry after 30 s', with: { retryAfter: 30 } },
  { kind: 'html503', label: '503 page' },
  { kind: 'html200', label: 'Login page as 200' },
  { kind: 'partialWithError', label: 'Half a list and an error' },
  { kind: 'cutJson', label: 'Broken JSON' },
  { kind: 'silentFieldDrop', label: 'Drop the state field', with: { fields: ['state'] } },
];

const TIMES = ['1', '2', '3', '10'].map((value) => ({
  value,
  label: value === '1' ? 'once' : `${value} times`,
}));

const armedLine = (line: FaultLine): Markup => {
  const label = FAULT_BUTTONS.find(({ kind }) => kind === line.kind)?.label ?? line.kind;
  const where = OPERATIONS.find(({ value }) => value === line.operation)?.label ?? line.operation;
  const left = line.times === undefined ? 'until cleared' : `${line.times} left`;
  return html`<li>${label} <small>${where}, ${left}</small></li>`;
};

function availability(view: AgentView): Markup {
  const { isUp } = view.instance.presence;
  const says = isUp ? 'The instance answers.' : 'Every call is reset, as if nobody listened.';
  return html`<section class="card" aria-labelledby="availability">
    <h2 id="availability">Availability</h2>
    <form method="post" action="/_sim/agent/availability" class="row">
      ${nonceField(view)}
      <p>${says}</p>
      ${
        isUp
          ? html`<button name="up" value="false">Take the instance down</button>`
          : html`<button name="up" value="true" class="primary">Bring the instance back</button>`
      }
    </form>
  </section>`;
}

function faults(view: AgentView): Markup {
  const armed = view.instance.faults.armed();
  const buttons = FAULT_BUTTONS.map(
    ({ kind, label }) => html`<button name="kind" value="${kind}">${label}</button>`,
  );
  return html`<section class="card" aria-labelledby="faults">
    <h2 id="faults">Faults</h2>
    <form method="post" action="/_sim/agent/fault">
      ${nonceField(view)}
      <div class="pair">
        <div>
          <label for="operation">Strikes at</label>
          <select id="operation" name="operation">
            ${options(OPERATIONS, 'update sc_task')}
          </select>
        </div>
        <div>
          <label for="times">How often</label>
          <select id="times" name="times">
            ${options(TIMES, '1')}
          </select>
        </div>
      </div>
      <div class="buttons" role="group" aria-label="Plan a fault">${buttons}</div>
    </form>
    <div id="armed" data-live>
      ${
        armed.length === 0
          ? html`<p class="quiet">Nothing is planned.</p>`
          : html`<ul class="armed">
                ${armed.map(armedLine)}
              </ul>
              <form method="post" action="/_sim/agent/faults/clear">
                ${nonceField(view)}
                <button type="submit">Clear planned faults</button>
              </form>`
      }
    </div>
  </section>`;
}

const CALLS = 8;
const ID = /[0-9a-z]{32}/gi;

/** The path of a call, with a task's number where its id stands. */
function callText(view: AgentView, target: string): string {
  const path = target.split('?')[0]?.replace('/api/now/', '') ?? '';
  return path.replace(ID, (id) => {
    const row = findRow(view.instance, 'task', id);
    return row ? read(row, 'number') : `${id.slice(0, 8)}…`;
  });
}

function calls(view: AgentView): Markup {
  const latest = view.instance.ledger.entries('request').slice(-CALLS).reverse();
  const rows = latest.map((entry) => {
    const status = Number(entry['status']);
    const at = toZone(entry.at.slice(0, 19).replace('T', ' '), view.caller.zone).slice(11);
    return html`<li class="${status === 0 || status >= 400 ? 'bad' : ''}">
      <time>${at}</time>
      <span class="status">${status === 0 ? 'cut' : status}</span>
      <span class="call"
        >${String(entry['method'])} ${callText(view, String(entry['target']))}</span
      >
    </li>`;
  });
  return html`<section class="card" aria-labelledby="calls">
    <h2 id="calls">Latest calls</h2>
    <div id="latest-calls" data-live>
      ${
        rows.length === 0
          ? html`<p class="quiet">Nobody has called yet.</p>`
          : html`<ol class="calls">
              ${rows}
            </ol>`
      }
    </div>
  </section>`;
}

/** What the person at the simulator can make go wrong, and what callers did lately. */
export const faultPanel = (view: AgentView): Markup =>
  html`<aside aria-label="Simulator controls">
    ${availability(view)} ${faults(view)} ${calls(view)}
  </aside>`;
