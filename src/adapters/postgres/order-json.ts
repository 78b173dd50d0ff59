import { WAITING_JSON } from './waiting-json';

/**
 * An order as JSON built inside Postgres, camelCase as the product reads it. Money is exact decimal
 * text, instants are ISO text; nothing is parsed twice on the way.
 */
const PERSON = (alias: string) =>
  `jsonb_build_object('oid', ${alias}.oid, 'key', ${alias}.key, 'name', ${alias}.name)`;

const OPTIONAL_PERSON = (alias: string) =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE ${PERSON(alias)} END`;

const MONEY = (minor: string) =>
  `CASE WHEN ${minor} IS NULL THEN NULL ELSE
    jsonb_build_object('amount', decimal_text(${minor}, o.currency), 'currency', o.currency) END`;

const STEPS = `(
  SELECT jsonb_agg(jsonb_build_object('step', st.step, 'state', st.state,
      'persons', (SELECT jsonb_agg(${PERSON('sp')} ORDER BY u.place)
        FROM unnest(st.persons) WITH ORDINALITY AS u (id, place) JOIN people sp ON sp.id = u.id),
      'askedAt', iso(st.asked_at), 'dueAt', iso(st.due_at),
      'decision', (SELECT jsonb_build_object('decision', d.decision, 'by', ${PERSON('dp')},
          'at', iso(d.decided_at), 'comment', d.comment)
        FROM approval_decisions d JOIN people dp ON dp.id = d.person_id
        WHERE d.order_id = st.order_id AND d.revision = st.revision AND d.round = st.round
          AND d.step = st.step ORDER BY d.id DESC LIMIT 1)) ORDER BY st.step)
  FROM approval_steps st
  WHERE st.order_id = o.id AND st.round = o.round
    AND st.revision = (SELECT max(revision) FROM approval_steps x
      WHERE x.order_id = o.id AND x.round = o.round))`;

const BUDGET = `(
  SELECT jsonb_build_object('costCentre', b.cost_centre, 'fiscalYear', b.fiscal_year,
      'amount', jsonb_build_object('amount', decimal_text(r.amount_minor, b.currency),
        'currency', b.currency),
      'available', jsonb_build_object('amount',
        decimal_text(b.allocated_minor - b.used_minor + r.amount_minor, b.currency),
        'currency', b.currency))
  FROM reservations r JOIN budgets b USING (cost_centre, fiscal_year)
  WHERE r.order_id = o.id AND r.state <> 'released' ORDER BY r.round DESC LIMIT 1)`;

const DATES = `jsonb_build_object('createdAt', iso(o.created_at), 'updatedAt', iso(o.updated_at),
  'submittedAt', iso(o.submitted_at), 'acknowledgedAt', iso(o.acknowledged_at),
  'confirmedAt', iso(o.confirmed_at), 'focReceivedAt', iso(o.foc_received_at),
  'firstFocDate', o.first_foc_on, 'focDate', o.foc_on, 'previousFocDate', o.previous_foc_on,
  'surveyOn', o.survey_on, 'loopDeliveredOn', o.loop_delivered_on,
  'dispatchedAt', iso(o.dispatched_at), 'workCompletedOn', o.work_completed_on,
  'activatedAt', iso(o.activated_at), 'enabledAt', iso(o.enabled_at), 'endedAt', iso(o.ended_at))`;

// jsonb_build_object takes at most 100 arguments: two halves are joined.
export const ORDER_JSON = `jsonb_build_object('orderNumber', o.order_number, 'version', o.version,
    'pv', o.pv, 'revision', o.revision, 'round', o.round, 'stage', o.stage,
    'stageSince', iso(o.stage_since), 'sending', o.sending, 'cancelRequested', o.cancel_requested,
    'flags', o.flags, 'site', jsonb_build_object('id', s.site_id, 'name', s.name,
      'address', jsonb_build_object('street', s.street, 'city', s.city, 'region', s.region,
        'postcode', s.postcode, 'country', s.country),
      'timeZone', s.time_zone, 'costCentre', o.cost_centre, 'currency', o.currency),
    'circuitPurpose', o.circuit_purpose,
    'provider', jsonb_build_object('key', p.key, 'name', p.name), 'speed', o.speed,
    'justification', o.justification, 'targetDate', o.target_on)
  || jsonb_build_object('monthlyCost', ${MONEY('o.monthly_minor')},
    'installCost', ${MONEY('o.install_minor')},
    'totalCost', ${MONEY('(o.monthly_minor * o.contract_months + o.install_minor)')},
    'contractTerm', o.contract_months, 'currency', o.currency, 'notes', o.notes,
    'specialRequirements', o.special_requirements, 'requestedBy', ${PERSON('rq')},
    'createdBy', ${PERSON('cr')}, 'assignedTo', ${OPTIONAL_PERSON('asg')},
    'lastTermsEditor', ${OPTIONAL_PERSON('ed')}, 'termsHash', o.terms_hash,
    'approval', CASE WHEN o.round = 0 THEN NULL ELSE
      (SELECT jsonb_build_object('round', o.round, 'termsHash', o.terms_hash,
        'steps', coalesce(${STEPS}, '[]'::jsonb))) END,
    'budget', ${BUDGET}, 'serviceability', o.serviceability, 'dates', ${DATES},
    'identifiers', coalesce((SELECT jsonb_agg(jsonb_build_object('type', i.type, 'value', i.value,
        'source', i.source) ORDER BY i.id) FROM identifiers i WHERE i.order_id = o.id), '[]'::jsonb),
    'lastReason', o.last_reason, 'waiting', ${WAITING_JSON})`;

export const ORDER_SOURCES = `orders o JOIN sites s ON s.id = o.site_id
  JOIN providers p ON p.key = o.provider JOIN people rq ON rq.id = o.requested_by
  JOIN people cr ON cr.id = o.created_by LEFT JOIN people asg ON asg.id = o.assigned_to
  LEFT JOIN people ed ON ed.id = o.terms_editor`;
