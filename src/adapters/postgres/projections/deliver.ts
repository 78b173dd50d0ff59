import { Refusal } from '../../../domain/errors';
import { isCalendarDate, localDate } from '../../../domain/time';
import type { ActOf } from './act';
import { notice, recording, WORKFLOW, type Recording, type Situation } from './recording';

/** A person accepts the completed work; billing may start. */
export function projectAccept({ row, input }: Situation, act: ActOf): Promise<Recording> {
  const billingStart = act.given.billingStartOn ?? localDate(input.at, row.time_zone);
  if (!isCalendarDate(billingStart))
    throw new Refusal('DATE_NOT_READABLE', { given: billingStart });
  return Promise.resolve(
    recording(row, 'accept', act.by, {
      to: 'activated',
      set: { activated_at: input.at, billing_start_on: billingStart },
      reason: act.given.result ?? null,
      facts: { billingStart },
      notices: [notice('activated', { by: act.actor.key, billingStart })],
    }),
  );
}

/** Nobody disputed the completion within the window, or the provider needs no acceptance. */
export function projectAcceptedByRule({ row, input }: Situation): Promise<Recording> {
  const billingStart = localDate(input.at, row.time_zone);
  return Promise.resolve(
    recording(row, 'accepted_by_rule', WORKFLOW, {
      to: 'activated',
      set: { activated_at: input.at, billing_start_on: billingStart },
      facts: { billingStart, acceptance: row.acceptance },
      notices: [notice('activated', { billingStart })],
    }),
  );
}

/** The network uses the circuit: the order's end. */
export function projectEnable({ row, input }: Situation, act: ActOf): Promise<Recording> {
  return Promise.resolve(
    recording(row, 'enable', act.by, {
      to: 'enabled',
      set: { enabled_at: input.at, ended_at: input.at },
    }),
  );
}
