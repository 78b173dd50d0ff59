import { createHash } from 'node:crypto';
import { Refusal } from '../../domain/errors';
import { toMinor } from '../../domain/money';
import { parseSpeed } from '../../domain/speed';
import { boundTerms } from '../../domain/order/approvals';
import type { FieldValues } from '../../domain/order/parse-fields';
import { localDate } from '../../domain/time';
import type { NewDraft } from '../../ports/orders';
import { personIdOf } from './read-actor';
import { recordOwnChange, type AuditTools } from './record-own-change';
import { maybeOne, one, run, sql, type Queryable } from './sql';
import { termsHash } from './write-fields';

interface SiteRow {
  id: number;
  currency: string;
  cost_centre: string;
  time_zone: string;
}

/** Numbers and stores a draft; the same wish again finds the order it made. */
export async function recordDraft(
  db: Queryable,
  draft: NewDraft,
  tools: AuditTools,
): Promise<{ orderNumber: string; created: boolean }> {
  // Two requests with one id at the same moment: the second waits and then finds the first one's.
  await run(db, sql`SELECT pg_advisory_xact_lock(hashtextextended(${draft.clientId}, 0))`);
  const made = await maybeOne<{ order_number: string }>(
    db,
    sql`SELECT order_number FROM orders WHERE client_id = ${draft.clientId}`,
  );
  if (made !== undefined) return { orderNumber: made.order_number, created: false };
  const site = await maybeOne<SiteRow & Record<string, unknown>>(
    db,
    sql`SELECT id, currency, cost_centre, time_zone FROM sites WHERE site_id = ${draft.fields.siteId}`,
  );
  const requester = await personIdOf(db, draft.requestedBy);
  const creator = await personIdOf(db, draft.createdBy);
  if (site === undefined) throw new Refusal('SITE_UNKNOWN', { given: String(draft.fields.siteId) });
  if (requester === undefined || creator === undefined) throw new Refusal('PERSON_UNKNOWN');
  const orderNumber = await nextNumber(db, Number(localDate(draft.at, site.time_zone).slice(0, 4)));
  const id = await insertOrder(db, draft, { site, requester, creator, orderNumber });
  await recordOwnChange(
    db,
    id,
    {
      code: 'create',
      actor: draft.createdBy,
      channel: draft.channel,
      at: draft.at,
      facts: auditFields(draft.fields),
      before: {},
      notices: [{ happening: 'created', facts: { channel: draft.channel }, approvers: [] }],
    },
    tools,
  );
  return { orderNumber, created: true };
}

/** `CO-2026-000123`: one counter per year; a number is never used again. */
async function nextNumber(db: Queryable, year: number): Promise<string> {
  const { last_number: number } = await one<{ last_number: number }>(
    db,
    sql`INSERT INTO order_counters (year, last_number) VALUES (${year}, 1)
        ON CONFLICT (year) DO UPDATE SET last_number = order_counters.last_number + 1
        RETURNING last_number`,
  );
  return `CO-${year}-${String(number).padStart(6, '0')}`;
}

async function insertOrder(
  db: Queryable,
  { fields, clientId, at }: NewDraft,
  by: { site: SiteRow; requester: number; creator: number; orderNumber: string },
): Promise<number> {
  const { site } = by;
  const speed = parseSpeed(String(fields.speed));
  const minor = (value: FieldValues[keyof FieldValues]) =>
    typeof value === 'string' ? toMinor({ amount: value, currency: site.currency }) : null;
  const text = (value: FieldValues[keyof FieldValues]) =>
    typeof value === 'string' ? value : null;
  const { id } = await one<{ id: number }>(
    db,
    sql`INSERT INTO orders (client_id, order_number, site_id, circuit_purpose, provider, speed,
          speed_down_mbps, speed_up_mbps, justification, target_on, monthly_minor, install_minor,
          currency, contract_months, cost_centre, notes, special_requirements, requested_by,
          created_by, assigned_to, terms_editor, terms_hash, due_sort, created_at, updated_at,
          stage_since)
        VALUES (${clientId}, ${by.orderNumber}, ${site.id}, ${fields.circuitPurpose},
          ${fields.provider}, ${fields.speed}, ${speed?.downMbps}, ${speed?.upMbps},
          ${fields.justification}, ${text(fields.targetDate)}, ${minor(fields.monthlyCost)},
          ${minor(fields.installCost)}, ${site.currency}, ${fields.contractTerm ?? null},
          ${site.cost_centre}, ${text(fields.notes)}, ${text(fields.specialRequirements)},
          ${by.requester}, ${by.creator}, ${by.requester}, ${by.creator}, ${termsHash(boundTerms(fields, site.currency))},
          coalesce(${text(fields.targetDate)}::date, '9999-12-31'), ${at}, ${at}, ${at})
        RETURNING id`,
  );
  return id;
}

/** Long texts enter the log as their hash: the log proves them without repeating them. */
export function auditFields(fields: FieldValues): Record<string, string | number | null> {
  const entries = Object.entries(fields).map(([name, value]): [string, string | number | null] => {
    const given = value ?? null;
    if (typeof given !== 'string' || given.length <= 80) return [name, given];
    return [`${name}Sha256`, createHash('sha256').update(given).digest('hex')];
  });
  return Object.fromEntries(entries);
}
