import { many, sql } from '../../../src/adapters/postgres/sql';
import type { Checker } from '../evidence';

interface Row extends Record<string, unknown> {
  order_number: string;
  step: number;
  person: string;
  fault: string;
}

/** Each decision was one person's, once, entitled at that moment, within the limit, not their own. */
export const i05: Checker = {
  id: 'I5',
  claim: 'a decision counts once, from somebody entitled, within the limit, free of own interest',
  always: false,
  async check({ db }) {
    const rows = await many<Row>(
      db,
      sql`
        WITH decided AS (
          SELECT d.*, o.order_number, p.key AS person,
            o.requested_by, o.created_by, o.terms_editor,
            o.monthly_minor * o.contract_months + o.install_minor AS tcv_minor,
            s.persons, s.terms_hash AS step_hash
          FROM approval_decisions d JOIN orders o ON o.id = d.order_id
            JOIN people p ON p.id = d.person_id
            LEFT JOIN approval_steps s ON s.order_id = d.order_id AND s.revision = d.revision
              AND s.round = d.round AND s.step = d.step)
        SELECT order_number, step, person, fault FROM decided d CROSS JOIN LATERAL (VALUES
          (person_id IN (requested_by, created_by, terms_editor), 'decides on their own order'),
          (persons IS NULL OR NOT person_id = ANY (persons), 'was not asked'),
          (terms_hash IS DISTINCT FROM step_hash, 'decided on other terms'),
          (NOT EXISTS (SELECT FROM role_grants g WHERE g.person_id = d.person_id
              AND g.role IN ('approver', 'admin') AND g.granted_at <= d.decided_at
              AND (g.ended_at IS NULL OR g.ended_at > d.decided_at)
              AND (g.limit_minor >= d.tcv_minor)), 'had no role or limit for it'),
          (EXISTS (SELECT FROM approval_decisions x WHERE x.id < d.id AND x.order_id = d.order_id
              AND x.revision = d.revision AND x.round = d.round AND x.person_id = d.person_id
              AND x.decision = 'approve'), 'decided twice in one round'),
          (NOT EXISTS (SELECT FROM audit.event e WHERE e.scope = 'order:' || d.order_number
              AND e.change_id = d.intent_id::text), 'decided without an audit event')
        ) AS checks (bad, fault) WHERE bad ORDER BY 1, 2, 3, 4`,
    );
    return rows.map(
      ({ order_number: orderNumber, step, person, fault }) =>
        `${orderNumber}, step ${step}: ${person} ${fault}`,
    );
  },
};
