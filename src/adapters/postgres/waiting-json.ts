// Two seconds are an ordinary answer, fifteen an ordinary try; both are no news for a person.
const ANSWERS_WITHIN = '2 seconds';
const SENDS_WITHIN = '15 seconds';

const failing = (on: string, table: string) =>
  `SELECT '${on}' AS outside, min(x.created_at) AS since FROM ${table} x
   WHERE x.order_id = o.id AND x.state = 'pending' AND x.cause IS NOT NULL`;

/**
 * Whom the order waits for, read from what could not be told yet: nothing stores it, so nothing has
 * to clear it.
 */
export const WAITING_JSON = `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('on', w.outside, 'since', iso(w.since))
    ORDER BY w.since), '[]'::jsonb)
  FROM (
    SELECT 'story' AS outside, min(i.created_at) AS since FROM intents i
    WHERE i.order_id = o.id AND i.state = 'pending'
      AND i.created_at < now() - interval '${ANSWERS_WITHIN}'
    UNION ALL
    SELECT 'provider', min(a.created_at) FROM provider_attempts a
    WHERE a.order_id = o.id AND o.sending AND a.revision = o.revision AND a.outcome IS NULL
      AND a.created_at < now() - interval '${SENDS_WITHIN}'
    UNION ALL ${failing('servicenow', 'sn_outbox')}
    UNION ALL ${failing('mail', 'outbox')}
    UNION ALL ${failing('teams', 'chat_outbox')}
  ) w WHERE w.since IS NOT NULL)`;
