import { risenJeopardy } from '../../../domain/order/jeopardy';
import { mirrorRiskNote } from '../../../domain/order/mirror';
import { watchedOf } from '../projection-row';
import { notice, recording, TIMER, type Recording, type Situation } from './recording';

/** Nobody reported anything for too long: the risk rises, and from "high" on people are told. */
export function projectSilence({ row, input, calendar }: Situation): Promise<Recording> {
  const watched = watchedOf(row, calendar);
  const risen = risenJeopardy(watched, row.flags.jeopardy?.level ?? null, input.at);
  if (risen === null) return Promise.resolve(recording(row, 'silence_needless', TIMER));
  const { level, reason, party } = risen;
  const facts = { level, reason, party, date: watched.dueOn };
  const loud = level === 'high' || level === 'critical';
  return Promise.resolve(
    recording(row, 'jeopardy', TIMER, {
      flags: { jeopardy: risen },
      facts,
      notices: loud ? [notice('jeopardy', facts)] : [],
      mirrorNote: mirrorRiskNote(risen, watched.dueOn),
    }),
  );
}
