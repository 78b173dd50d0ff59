import { read, type Row } from '../instance-state';
import { referenceDisplay } from '../values/display-value';
import { findRows } from '../records/find-rows';
import { isClosedState } from '../records/task-rules';
import { shownTime, type AgentView } from './agent-view';
import { faultPanel } from './fault-panel';
import { html, type Markup } from './markup';
import { pageFrame } from './page-frame';
import { stateMark } from './state-mark';

export interface ListFilter {
  show: 'open' | 'closed' | 'all';
  /** Part of a number, text or correlation id. */
  find: string;
}

const SHOWN_ROWS = 200;

const SEARCHED = ['number', 'short_description', 'correlation_id'] as const;

function isListed(row: Row, filter: ListFilter): boolean {
  const isClosed = isClosedState(read(row, 'state'));
  if (filter.show === 'open' && isClosed) return false;
  if (filter.show === 'closed' && !isClosed) return false;
  const wanted = filter.find.toLowerCase();
  return SEARCHED.some((field) => read(row, field).toLowerCase().includes(wanted));
}

function taskRow(view: AgentView, row: Row): Markup {
  const { instance } = view;
  const person = referenceDisplay(instance, 'sys_user', read(row, 'assigned_to'));
  const group = referenceDisplay(instance, 'sys_user_group', read(row, 'assignment_group'));
  return html`<tr>
    <td class="number">
      <a id="row-${read(row, 'sys_id')}" href="/_sim/agent/task/${read(row, 'sys_id')}"
        >${read(row, 'number')}</a
      >
    </td>
    <td class="what">
      ${read(row, 'short_description') || '(no short description)'}
      <small>${read(row, 'correlation_id')}</small>
    </td>
    <td class="state-cell">${stateMark(read(row, 'state'))}</td>
    <td class="who">${person || '–'} <small>${group}</small></td>
    <td class="time">${shownTime(view, read(row, 'sys_updated_on'))}</td>
  </tr>`;
}

function filterLink(filter: ListFilter, show: ListFilter['show'], label: string): Markup {
  const query = new URLSearchParams({ show, find: filter.find }).toString();
  return filter.show === show
    ? html`<a href="?${query}" aria-current="page">${label}</a>`
    : html`<a href="?${query}">${label}</a>`;
}

/** The list of catalog tasks, newest change first, beside the switches for faults. */
export function taskListPage(view: AgentView, filter: ListFilter): string {
  const all = findRows(view.instance, 'sc_task');
  const rows = all
    .filter((row) => isListed(row, filter))
    .sort((left, right) =>
      read(right, 'sys_updated_on').localeCompare(read(left, 'sys_updated_on')),
    );
  const shown = rows.slice(0, SHOWN_ROWS);
  const empty =
    all.length === 0
      ? 'No task yet. Each order that is submitted gets one, and it appears here by itself.'
      : 'No match here.';
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">Number</th>
        <th scope="col">Short description</th>
        <th scope="col">State</th>
        <th scope="col">Assigned to</th>
        <th scope="col">Updated</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map((row) => taskRow(view, row))}
    </tbody>
  </table>`;
  const content = html`<div class="split list">
    <section class="card" aria-labelledby="tasks">
      <div class="head">
        <h1 id="tasks">Catalog tasks</h1>
        <nav class="tabs" aria-label="Which tasks">
          ${filterLink(filter, 'open', 'Open')} ${filterLink(filter, 'closed', 'Closed')}
          ${filterLink(filter, 'all', 'All')}
        </nav>
        <form class="find" method="get" role="search">
          <input type="hidden" name="show" value="${filter.show}" />
          <label class="unseen" for="find">Find a task</label>
          <input
            id="find"
            name="find"
            type="search"
            value="${filter.find}"
            placeholder="Number, text or order"
          />
          <button type="submit">Find</button>
        </form>
      </div>
      <div id="tasks-table" class="scroll" data-live>
        ${shown.length === 0 ? html`<p class="empty">${empty}</p>` : table}
        <p class="foot">${rows.length} of ${all.length} tasks. Times in ${view.caller.zone}.</p>
      </div>
    </section>
    ${faultPanel(view)}
  </div>`;
  return pageFrame(view, 'Catalog tasks', content);
}
