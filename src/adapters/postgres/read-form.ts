import { Refusal } from '../../domain/errors';
import type { Contact, OrderForm } from '../../ports/provider';
import type { CancelWish } from '../../ports/provider-ledger';
import type { SiteAddress } from '../../domain/order/order';
import { addDays, localDate } from '../../domain/time';
import { nthBusinessDayAfter } from '../../domain/calendar';
import { readCalendar } from './read-policies';
import { maybeOne, sql, type Queryable } from './sql';

interface FormRow {
  provider: string;
  purpose: string;
  speed: string;
  term_months: number;
  requested_date: string | null;
  address: SiteAddress;
  time_zone: string;
  standard_interval_days: number;
  frozen_at: string;
  contact: Contact;
}

/** The frozen terms of a revision as the form a carrier gets; the same revision gives the same form. */
export async function readForm(
  db: Queryable,
  orderNumber: string,
  revision: number,
): Promise<OrderForm> {
  const row = await maybeOne<FormRow & Record<string, unknown>>(
    db,
    sql`SELECT r.terms ->> 'provider' AS provider, r.terms ->> 'purpose' AS purpose,
          r.terms ->> 'speed' AS speed, (r.terms ->> 'termMonths')::int AS term_months,
          r.terms ->> 'requestedDate' AS requested_date, s.time_zone, p.standard_interval_days,
          iso(r.created_at) AS frozen_at,
          jsonb_build_object('street', s.street, 'city', s.city, 'region', s.region,
            'postcode', s.postcode, 'country', s.country) AS address,
          jsonb_build_object('name', rq.name, 'email', rq.email, 'phone', rq.phone) AS contact
        FROM orders o JOIN order_revisions r ON r.order_id = o.id
          JOIN sites s ON s.site_id = r.terms ->> 'site'
          JOIN providers p ON p.key = r.terms ->> 'provider'
          JOIN people rq ON rq.id = o.requested_by
        WHERE o.order_number = ${orderNumber} AND r.revision = ${revision}`,
  );
  if (row === undefined) throw new Refusal('ORDER_NOT_FOUND', { order: orderNumber, revision });
  const { contact } = row;
  return {
    provider: row.provider,
    orderNumber,
    revision,
    externalId: externalIdOf(orderNumber, revision),
    purpose: row.purpose,
    speed: row.speed,
    termMonths: row.term_months,
    requestedDate: row.requested_date ?? (await usualDate(db, row)),
    address: row.address,
    contacts: { order: contact, implementation: contact, technical: contact },
  };
}

/** Our key at the carrier: the order number, and its revision from the second on. */
export function externalIdOf(orderNumber: string, revision: number): string {
  return revision === 1 ? orderNumber : `${orderNumber}-R${revision}`;
}

// Counted from the day the terms were frozen, so that a repeated send asks for the same day.
async function usualDate(db: Queryable, row: FormRow): Promise<string> {
  const calendar = await readCalendar(db);
  const day = localDate(row.frozen_at, row.time_zone);
  return nthBusinessDayAfter(addDays(day, 0), row.standard_interval_days, calendar);
}

export async function readCancelWish(
  db: Queryable,
  orderNumber: string,
): Promise<CancelWish | null> {
  const row = await maybeOne<CancelWish & Record<string, unknown>>(
    db,
    sql`SELECT o.order_number AS "orderNumber", o.provider,
          o.provider_order_id AS "providerOrderId", coalesce(o.last_reason, '') AS reason,
          iso(r.last_post_at) AS "lastPostAt",
          jsonb_build_object('name', rq.name, 'email', rq.email, 'phone', rq.phone) AS contact
        FROM orders o JOIN people rq ON rq.id = o.requested_by
          LEFT JOIN provider_requests r ON r.order_id = o.id AND r.state IN ('wanted', 'open')
        WHERE o.order_number = ${orderNumber} AND o.provider_order_id IS NOT NULL`,
  );
  return row ?? null;
}
