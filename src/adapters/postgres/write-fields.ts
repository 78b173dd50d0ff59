import { toMinor } from '../../domain/money';
import { parseSpeed } from '../../domain/speed';
import { FIELDS, type FieldName } from '../../domain/order/fields';
import type { FieldValues } from '../../domain/order/parse-fields';
import { createHash } from 'node:crypto';
import { canonicalTerms } from '../../domain/order/approvals';
import { one, run, sql, type Queryable, type Statement } from './sql';

export interface EditStamp {
  editor: number;
  /** The revision the terms stand in after this edit. */
  revision: number;
  at: string;
}

export type FieldChanges = Record<string, string | number | null>;

/** True where one of these fields is part of the terms a decision is bound to. */
export function touchesTerms(fields: FieldValues): boolean {
  return (Object.keys(fields) as FieldName[]).some((name) => 'term' in FIELDS[name]);
}

/**
 * Writes the given fields of an order and, where terms are among them, editor, revision and hash.
 * Answers with the new values by column, for the audit row.
 */
export async function writeFields(
  db: Queryable,
  orderId: number,
  fields: FieldValues,
  stamp: EditStamp,
): Promise<FieldChanges> {
  const { currency } = await one<{ currency: string }>(
    db,
    sql`SELECT currency FROM orders WHERE id = ${orderId}`,
  );
  const changes: FieldChanges = {};
  for (const [name, value] of Object.entries(fields) as [FieldName, FieldValues[FieldName]][]) {
    const given = value ?? null;
    changes[FIELDS[name].column] = given;
    await run(
      db,
      sql`UPDATE orders SET ${assignment(name, given, currency)} WHERE id = ${orderId}`,
    );
  }
  if (touchesTerms(fields)) {
    const terms = await readTermsHash(db, orderId);
    await run(
      db,
      sql`UPDATE orders SET terms_editor = ${stamp.editor}, revision = ${stamp.revision},
            terms_hash = ${terms} WHERE id = ${orderId}`,
    );
  }
  await run(db, sql`UPDATE orders SET updated_at = ${stamp.at} WHERE id = ${orderId}`);
  return changes;
}

function assignment(name: FieldName, value: string | number | null, currency: string): Statement {
  const isMoney = FIELDS[name].type === 'money' && value !== null;
  const minor = isMoney ? toMinor({ amount: String(value), currency }) : null;
  switch (name) {
    case 'siteId':
      // Currency and cost centre are the site's; another site may also be served differently.
      return sql`(site_id, currency, cost_centre, serviceability) =
        (SELECT id, currency, cost_centre, NULL::jsonb FROM sites WHERE site_id = ${value})`;
    case 'provider':
      return sql`provider = ${value}, serviceability = NULL`;
    case 'speed': {
      const speed = parseSpeed(String(value));
      return sql`speed = ${value}, speed_down_mbps = ${speed?.downMbps},
        speed_up_mbps = ${speed?.upMbps}, serviceability = NULL`;
    }
    case 'circuitPurpose':
      return sql`circuit_purpose = ${value}`;
    case 'justification':
      return sql`justification = ${value}`;
    case 'targetDate':
      return sql`target_on = ${value}, due_sort = coalesce(foc_on, ${value}::date, '9999-12-31')`;
    case 'monthlyCost':
      return sql`monthly_minor = ${minor}`;
    case 'installCost':
      return sql`install_minor = ${minor}`;
    case 'contractTerm':
      return sql`contract_months = ${value}`;
    case 'notes':
      return sql`notes = ${value}`;
    case 'specialRequirements':
      return sql`special_requirements = ${value}`;
  }
}

interface TermsRow {
  site: string;
  purpose: string;
  provider: string;
  speed: string;
  term_months: number | null;
  monthly_cost: string | null;
  install_cost: string | null;
  currency: string;
  requested_date: string | null;
}

/** The hash of an order's terms as they stand in this transaction. */
export async function readTermsHash(db: Queryable, orderId: number): Promise<string> {
  const row = await one<TermsRow & Record<string, unknown>>(
    db,
    sql`SELECT s.site_id AS site, o.circuit_purpose AS purpose, o.provider, o.speed,
          o.contract_months AS term_months, decimal_text(o.monthly_minor, o.currency) AS monthly_cost,
          decimal_text(o.install_minor, o.currency) AS install_cost, o.currency,
          o.target_on AS requested_date
        FROM orders o JOIN sites s ON s.id = o.site_id WHERE o.id = ${orderId}`,
  );
  return termsHash({
    site: row.site,
    purpose: row.purpose,
    provider: row.provider,
    speed: row.speed,
    termMonths: row.term_months,
    monthlyCost: row.monthly_cost,
    installCost: row.install_cost,
    currency: row.currency,
    requestedDate: row.requested_date,
  });
}

export function termsHash(terms: Parameters<typeof canonicalTerms>[0]): string {
  return createHash('sha256').update(canonicalTerms(terms)).digest('hex');
}
