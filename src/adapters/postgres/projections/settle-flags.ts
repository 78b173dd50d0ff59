import { jeopardyAfterMove } from '../../../domain/order/jeopardy';
import { isEnd } from '../../../domain/order/stages';
import { watchedOf } from '../projection-row';
import type { Recording, Situation } from './recording';

/** What a step does to the flags by itself, whoever took it. */
export function settleFlags(situation: Situation, change: Recording): Recording {
  const { row } = situation;
  const moved = change.to !== row.stage;
  const { foc_on: date } = change.set;
  if (!moved && date === undefined) return change;
  // An ended order takes no more wishes, so it asks nobody for anything.
  if (isEnd(change.to)) {
    return { ...change, flags: { ...change.flags, jeopardy: null, needsAttention: [] } };
  }
  const watched = {
    ...watchedOf(row, situation.calendar),
    stage: change.to,
    stageSince: moved ? situation.input.at : row.stage_since,
    ...(typeof date === 'string' ? { dueOn: date } : {}),
  };
  const left = jeopardyAfterMove(row.flags.jeopardy, watched, situation.input.at);
  return { ...change, flags: { ...change.flags, jeopardy: left } };
}
