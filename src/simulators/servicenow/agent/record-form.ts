import { read, type Row } from '../instance-state';
import { findRows } from '../records/find-rows';
import { LEVELS, PRIORITIES, TASK_STATES } from '../tables/choices';
import { toZone } from '../values/stamp';
import { userGroups, type AgentView } from './agent-view';
import { html, options, type Markup, type Option } from './markup';
import { nonceField } from './page-frame';

/** The fields of the form, as their inputs hold them. */
type FormValues = Record<(typeof FORM_FIELDS)[number], string>;

export const FORM_FIELDS = [
  'state',
  'assignment_group',
  'assigned_to',
  'priority',
  'urgency',
  'due_date',
  'short_description',
  'description',
  'close_notes',
] as const;

function formValues(view: AgentView, row: Row): FormValues {
  const values = Object.fromEntries(
    FORM_FIELDS.map((field) => [field, read(row, field)]),
  ) as FormValues;
  const due = read(row, 'due_date');
  values.due_date = due === '' ? '' : toZone(due, view.caller.zone).slice(0, 16).replace(' ', 'T');
  return values;
}

const toOptions = (choices: readonly (readonly [string, string])[]): Option[] =>
  choices.map(([value, label]) => ({ value, label }));

const EMPTY: Option = { value: '', label: '(none)' };

function selectField(name: string, label: string, choices: Option[], chosen: string): Markup {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options(choices, chosen)}
    </select>
  </div>`;
}

function areaField(name: string, label: string, value: string, rows: number): Markup {
  // The line break after the tag is swallowed by the parser, which keeps a leading one of the value.
  return html`<div class="field wide">
    <label for="${name}">${label}</label>
    <textarea id="${name}" name="${name}" rows="${rows}">${value}</textarea>
  </div>`;
}

/** The form of a task; it remembers what it was drawn with. */
export function recordForm(view: AgentView, row: Row): Markup {
  const { instance } = view;
  const values = formValues(view, row);
  const groups = findRows(instance, 'sys_user_group').map((group) => ({
    value: read(group, 'sys_id'),
    label: read(group, 'name'),
  }));
  const people = userGroups(instance, 'sys_id').flatMap(({ users }) => users);
  return html`<form id="record" method="post" action="/_sim/agent/task/${read(row, 'sys_id')}/edit">
    ${nonceField(view)}
    <input type="hidden" name="was" value="${JSON.stringify(values)}" />
    <div class="fields">
      ${selectField('state', 'State', toOptions(TASK_STATES), values.state)}
      <div class="field">
        <label for="due_date">Due date <small>${view.caller.zone}</small></label>
        <input id="due_date" name="due_date" type="datetime-local" value="${values.due_date}" />
      </div>
      ${selectField(
        'assignment_group',
        'Assignment group',
        [EMPTY, ...groups],
        values.assignment_group,
      )}
      ${selectField('assigned_to', 'Assigned to', [EMPTY, ...people], values.assigned_to)}
      ${selectField('priority', 'Priority', toOptions(PRIORITIES), values.priority)}
      ${selectField('urgency', 'Urgency', toOptions(LEVELS), values.urgency)}
      <div class="field wide">
        <label for="short_description">Short description</label>
        <input
          id="short_description"
          name="short_description"
          maxlength="160"
          value="${values.short_description}"
        />
      </div>
      ${areaField('description', 'Description', values.description, 6)}
      ${areaField('close_notes', 'Close notes', values.close_notes, 2)}
    </div>
    <div class="row end">
      <label class="check">
        <input type="checkbox" name="silent" value="true" />
        Silent edit <small>leaves the update stamps alone, like a script</small>
      </label>
      <button type="submit" class="primary">Save changes</button>
    </div>
  </form>`;
}
