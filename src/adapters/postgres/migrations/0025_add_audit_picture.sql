-- What the log answers for, of an order and of what hangs on it: each event holds what it changed of
-- this picture, old and new, so that the log's fold can be compared with the tables. Left out are the
-- log's own head, copies that follow from other columns, and what is only read again: the carrier's
-- answer about an address. Long texts stand as their hash.
CREATE FUNCTION audit_picture(o orders) RETURNS jsonb LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
  SELECT jsonb_strip_nulls(
    to_jsonb(o) - ARRAY['id', 'stage', 'pv', 'version', 'updated_at', 'audit_k', 'audit_h',
      'due_sort', 'serviceability', 'justification', 'notes', 'special_requirements', 'last_reason']
    || jsonb_build_object(
      'justification', encode(sha256(convert_to(o.justification, 'UTF8')), 'hex'),
      'notes', encode(sha256(convert_to(o.notes, 'UTF8')), 'hex'),
      'special_requirements', encode(sha256(convert_to(o.special_requirements, 'UTF8')), 'hex'),
      'last_reason', encode(sha256(convert_to(o.last_reason, 'UTF8')), 'hex'))
    || coalesce((SELECT jsonb_object_agg(format('revision %s', revision), jsonb_build_object(
        'terms', encode(sha256(convert_to(terms::text, 'UTF8')), 'hex'), 'hash', terms_hash))
      FROM order_revisions WHERE order_id = o.id), '{}')
    || coalesce((SELECT jsonb_object_agg(format('step %s/%s/%s', revision, round, step),
        jsonb_build_object('persons', persons, 'state', state, 'terms', terms_hash))
      FROM approval_steps WHERE order_id = o.id), '{}')
    || coalesce((SELECT jsonb_object_agg(
        format('decision %s/%s/%s by %s', revision, round, step, person_id),
        jsonb_build_object('decision', decision, 'terms', terms_hash, 'limit', limit_minor,
          'at', iso(decided_at), 'comment', encode(sha256(convert_to(comment, 'UTF8')), 'hex')))
      FROM approval_decisions WHERE order_id = o.id), '{}')
    || coalesce((SELECT jsonb_object_agg(format('reservation %s/%s/%s', round, cost_centre, fiscal_year),
        jsonb_build_object('amount', amount_minor, 'state', state))
      FROM reservations WHERE order_id = o.id), '{}')
    || coalesce((SELECT jsonb_object_agg(format('date %s', event_key),
        jsonb_build_object('old', old_on, 'new', new_on, 'reason', reason_code, 'party', party))
      FROM order_dates WHERE order_id = o.id), '{}'))
$$;
CREATE INDEX order_dates_order ON order_dates (order_id);
