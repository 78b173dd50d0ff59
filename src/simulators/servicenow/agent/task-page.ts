import { read, type Row } from '../instance-state';
import { journalEntries, authorOf } from '../records/journal';
import { isClosedState } from '../records/task-rules';
import { referenceDisplay } from '../values/display-value';
import { shownTime, type AgentView } from './agent-view';
import { html, type Markup } from './markup';
import { nonceField, pageFrame } from './page-frame';
import { recordForm } from './record-form';
import { stateMark } from './state-mark';

function quickActions(view: AgentView, row: Row): Markup {
  const action = `/_sim/agent/task/${read(row, 'sys_id')}/quick`;
  const buttons = isClosedState(read(row, 'state'))
    ? html`<button name="quick" value="reopen">Reopen task</button>`
    : html`<button name="quick" value="close-3">Close complete</button>
        <button name="quick" value="close-4">Close incomplete</button>
        <button name="quick" value="close-7">Close skipped</button>`;
  return html`<form class="quick" method="post" action="${action}">
    ${nonceField(view)} ${buttons}
    <details>
      <summary>Delete…</summary>
      <button class="danger" name="quick" value="delete">Delete ${read(row, 'number')}</button>
    </details>
  </form>`;
}

function entryOf(view: AgentView, entry: Row): Markup {
  const isNote = read(entry, 'element') === 'work_notes';
  return html`<li class="${isNote ? 'note' : 'comment'}">
    <p class="byline">
      <strong>${authorOf(view.instance, read(entry, 'sys_created_by'))}</strong>
      <span class="kind">${isNote ? 'Work note' : 'Comment'}</span>
      <time>${shownTime(view, read(entry, 'sys_created_on'))}</time>
    </p>
    <p class="text">${read(entry, 'value')}</p>
  </li>`;
}

function activity(view: AgentView, row: Row): Markup {
  const entries = journalEntries(view.instance, row);
  return html`<section class="card" aria-labelledby="activity">
    <h2 id="activity">Activity</h2>
    <form method="post" action="/_sim/agent/task/${read(row, 'sys_id')}/journal">
      ${nonceField(view)}
      <label for="text">New entry as ${view.fullName}</label>
      <textarea id="text" name="text" rows="3" required></textarea>
      <div class="row">
        <button name="element" value="work_notes" class="primary">Add work note</button>
        <button name="element" value="comments">Add comment</button>
        <small>Work notes stay inside IT; the requester reads comments.</small>
      </div>
    </form>
    <div id="entries" data-live>
      ${
        entries.length === 0
          ? html`<p class="empty">Nothing written yet.</p>`
          : html`<ol class="entries">
              ${entries.map((entry) => entryOf(view, entry))}
            </ol>`
      }
    </div>
  </section>`;
}

function facts(view: AgentView, row: Row): Markup {
  const { instance } = view;
  const shown: [string, string][] = [
    ['Correlation id', read(row, 'correlation_id')],
    ['Request item', referenceDisplay(instance, 'sc_req_item', read(row, 'request_item'))],
    ['Request', referenceDisplay(instance, 'sc_request', read(row, 'request'))],
    ['Opened', shownTime(view, read(row, 'opened_at'))],
    ['Closed', shownTime(view, read(row, 'closed_at'))],
    [
      'Updated',
      `${shownTime(view, read(row, 'sys_updated_on'))} by ${read(row, 'sys_updated_by')}`,
    ],
    ['Updates', read(row, 'sys_mod_count')],
  ];
  return html`<dl class="facts">
    ${shown
      .filter(([, value]) => value !== '')
      .map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;
}

/** One task: its form on one side, what was written about it on the other. */
export function taskPage(view: AgentView, row: Row): string {
  const title = read(row, 'short_description') || read(row, 'number');
  const content = html`<p class="crumbs"><a href="/_sim/agent">Catalog tasks</a></p>
    <div class="title">
      <div id="title" data-live>
        <h1>${title}</h1>
        <p>${read(row, 'number')} ${stateMark(read(row, 'state'))}</p>
      </div>
      <div id="quick" data-live>${quickActions(view, row)}</div>
    </div>
    <div class="split task">
      <section class="card" aria-label="Record">
        <p class="notice" id="stale" role="status" hidden>
          Somebody changed this record. <a href="">Load their changes</a> and lose yours, or save:
          only the fields you touched are written.
        </p>
        <div id="record-form" data-live-form>${recordForm(view, row)}</div>
        <div id="facts" data-live>${facts(view, row)}</div>
      </section>
      ${activity(view, row)}
    </div>`;
  return pageFrame(view, read(row, 'number'), content);
}
