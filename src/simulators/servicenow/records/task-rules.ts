import { knobsOf, type Instance } from '../instance';
import { read, type Row } from '../instance-state';
import { toStamp } from '../values/stamp';

const CLOSED = new Set(['3', '4', '7']);

export const isClosedState = (state: string): boolean => CLOSED.has(state);

const PRIORITY_BY_LEVELS: Readonly<Record<string, string>> = {
  '1+1': '1',
  '1+2': '2',
  '1+3': '3',
  '2+2': '3',
  '2+3': '4',
  '3+3': '5',
};

/** What the platform sets on a new task where the caller sets nothing. */
export function taskDefaults(instance: Instance, table: string, callerId: string): Row {
  const now = toStamp(instance.clock.nowMs());
  const common: Row = {
    state: '1',
    priority: '4',
    urgency: '3',
    impact: '3',
    escalation: '0',
    approval: 'not requested',
    upon_approval: 'proceed',
    upon_reject: 'cancel',
    active: 'true',
    knowledge: 'false',
    made_sla: 'true',
    reassignment_count: '0',
    opened_at: now,
    opened_by: callerId,
  };
  if (table === 'sc_task') {
    const group = knobsOf(instance).assignmentRule;
    return group === '' ? common : { ...common, assignment_group: group };
  }
  if (table === 'sc_req_item') {
    return { ...common, quantity: '1', backordered: 'false', stage: 'waiting_for_approval' };
  }
  if (table === 'sc_request') {
    return {
      ...common,
      request_state: 'requested',
      requested_for: callerId,
      requested_by: callerId,
    };
  }
  return common;
}

/** Fields that follow from a change of a task: closing stamps, reopening clears, priority. */
export function taskConsequences(
  instance: Instance,
  before: Row,
  after: Row,
  callerId: string,
): Row {
  const consequences: Row = {};
  const wasClosed = isClosedState(read(before, 'state'));
  const isClosed = isClosedState(read(after, 'state'));
  if (isClosed && !wasClosed) {
    consequences['active'] = 'false';
    consequences['closed_at'] = toStamp(instance.clock.nowMs());
    consequences['closed_by'] = callerId;
  }
  if (wasClosed && !isClosed) {
    consequences['active'] = 'true';
    consequences['closed_at'] = '';
    consequences['closed_by'] = '';
  }
  if (knobsOf(instance).priority === 'looked_up') {
    const levels = [read(after, 'impact'), read(after, 'urgency')].sort().join('+');
    const priority = PRIORITY_BY_LEVELS[levels];
    if (priority !== undefined) consequences['priority'] = priority;
  }
  const previous = read(before, 'assigned_to');
  if (previous !== '' && previous !== read(after, 'assigned_to')) {
    consequences['reassignment_count'] = String(Number(read(after, 'reassignment_count')) + 1);
  }
  return consequences;
}
