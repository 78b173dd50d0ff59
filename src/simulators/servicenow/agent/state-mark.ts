import { isClosedState } from '../records/task-rules';
import { TASK_STATES } from '../tables/choices';
import { html, type Markup } from './markup';

const stateLabel = (state: string): string =>
  TASK_STATES.find(([value]) => value === state)?.[1] ?? state;

/** A task's state in words; work in hand stands out. */
export const stateMark = (state: string): Markup => {
  const kind = isClosedState(state) ? 'closed' : state === '2' ? 'working' : 'waiting';
  return html`<span class="state ${kind}">${stateLabel(state)}</span>`;
};
