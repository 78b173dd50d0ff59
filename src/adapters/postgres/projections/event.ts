import { localDate } from '../../../domain/time';
import { nthBusinessDayAfter } from '../../../domain/calendar';
import { zonedInstant } from '../../../domain/time';
import type { Change } from '../../../domain/order/change';
import type { CarrierEvent } from '../../../domain/order/events';
import { mirrorDateNote } from '../../../domain/order/mirror';
import { withCause } from '../../../domain/order/stages';
import { moveReservations } from '../budget';
import { run, sql } from '../sql';
import { declineCancel } from './send';
import {
  notice,
  recording,
  type Doer,
  type Notice,
  type PlainFacts,
  type Recording,
  type Situation,
} from './recording';

type EventChange = Extract<Change, { kind: 'event' }>;
type Effect = Pick<Partial<Recording>, 'set' | 'flags' | 'notices' | 'facts' | 'mirrorNote'>;
type EventEffect = (situation: Situation, event: CarrierEvent) => Effect | Promise<Effect>;

const dayOf = ({ row }: Situation, event: CarrierEvent) =>
  event.date ?? localDate(event.at, row.time_zone);

const ended = async (situation: Situation, told: Notice): Promise<Effect> => {
  const { db, row, input } = situation;
  await moveReservations(db, row.id, 'released', input.at);
  await run(
    db,
    sql`UPDATE provider_requests SET state = 'done'
        WHERE order_id = ${row.id} AND state IN ('wanted', 'open')`,
  );
  const set = { ended_at: input.at, cancel_requested: false, cancel_posted: false };
  return { set, notices: [told] };
};

/** What each report of the carrier writes besides the stage. */
const EFFECTS: Partial<Record<CarrierEvent['kind'], EventEffect>> = {
  acknowledged: ({ row, input }) => ({
    set: { acknowledged_at: input.at },
    facts: { providerOrderId: row.provider_order_id },
  }),
  accepted: ({ input }) => ({ set: { confirmed_at: input.at }, notices: [notice('accepted')] }),
  focSet: firstDate,
  focRevised: movedDate,
  surveyed: (situation, event) => ({
    set: { survey_on: dayOf(situation, event) },
    notices: [notice('surveyed', { date: dayOf(situation, event) })],
  }),
  loopDelivered: (situation, event) => ({ set: { loop_delivered_on: dayOf(situation, event) } }),
  dispatched: (situation, event) => ({
    set: { dispatched_at: situation.input.at },
    notices: [notice('dispatched', { date: dayOf(situation, event) })],
  }),
  completed: (situation, event) => ({
    set: {
      work_completed_on: dayOf(situation, event),
      acceptance_ends_at: acceptanceEnd(situation),
    },
    notices: [notice('work_completed', { date: dayOf(situation, event) })],
  }),
  rejected: async ({ db, row, input }) => {
    await moveReservations(db, row.id, 'released', input.at);
    return {
      set: { cancel_requested: false },
      flags: withCause(row.flags, 'provider_rejected'),
      notices: [notice('provider_rejected')],
    };
  },
  cancelDeclined: declineCancel,
  cancelled: (situation) => ended(situation, notice('cancelled')),
  failed: (situation) => ended(situation, notice('failed')),
};

function acceptanceEnd({ row, input, calendar }: Situation): string | null {
  if (row.acceptance !== 'window') return null;
  const today = localDate(input.at, row.time_zone);
  const last = nthBusinessDayAfter(today, row.acceptance_days, calendar);
  return zonedInstant(last, calendar.closes, row.time_zone);
}

async function writeDate(
  { db, row, input }: Situation,
  event: CarrierEvent,
  dates: { from: string | null; to: string },
): Promise<void> {
  await run(
    db,
    sql`INSERT INTO order_dates (order_id, old_on, new_on, received_at, reason_code, party, initiator,
          event_key, created_at)
        VALUES (${row.id}, ${dates.from}, ${dates.to}, ${input.at}, ${event.reasonCode ?? null},
          ${event.party ?? null}, 'provider', ${event.key}, ${input.at}) ON CONFLICT DO NOTHING`,
  );
}

async function firstDate(situation: Situation, event: CarrierEvent): Promise<Effect> {
  const { row, input } = situation;
  const date = dayOf(situation, event);
  if (row.first_foc_on !== null) return {};
  await writeDate(situation, event, { from: null, to: date });
  return {
    set: { first_foc_on: date, foc_on: date, foc_received_at: input.at, due_sort: date },
    facts: { date },
    notices: [notice('install_scheduled', { date })],
  };
}

async function movedDate(situation: Situation, event: CarrierEvent): Promise<Effect> {
  const { row, input } = situation;
  const date = dayOf(situation, event);
  const previous = row.foc_on ?? event.previousDate ?? null;
  if (previous === null) return firstDate(situation, event);
  if (previous === date) return {};
  await writeDate(situation, event, { from: previous, to: date });
  const facts = { date, previousDate: previous, reasonCode: event.reasonCode ?? null };
  return {
    set: {
      previous_foc_on: previous,
      foc_on: date,
      due_sort: date,
      foc_received_at: input.at,
    },
    flags: { dateRevised: date !== (row.first_foc_on ?? date) },
    facts,
    notices: [notice('date_revised', facts)],
    mirrorNote: mirrorDateNote(previous, date, event.reasonCode ?? null),
  };
}

/** Records one report of the carrier, once; a late one is kept and changes nothing. */
export async function projectEvent(situation: Situation, change: EventChange): Promise<Recording> {
  const { db, row } = situation;
  const { event, late, to, cause } = change;
  await run(
    db,
    sql`UPDATE inbox SET state = ${late ? 'late' : 'applied'}
        WHERE order_id = ${row.id} AND event_id = ${event.key}`,
  );
  const by: Doer = { personId: null, oid: null, label: row.provider, source: 'provider' };
  const base: PlainFacts = { event: event.kind, ...(event.date ? { date: event.date } : {}) };
  if (late) return recording(row, `late_${event.kind}`, by, { facts: base });
  if (cause !== null) {
    return recording(row, event.kind, by, {
      flags: withCause(row.flags, cause),
      facts: { ...base, cause },
      notices: [notice('needs_attention', { cause })],
    });
  }
  const effect = (await EFFECTS[event.kind]?.(situation, event)) ?? {};
  return recording(row, event.kind, by, {
    ...effect,
    to: to ?? row.stage,
    facts: { ...base, ...effect.facts },
  });
}
