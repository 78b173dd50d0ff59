CREATE TABLE approval_steps (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  revision integer NOT NULL,
  round integer NOT NULL,
  step integer NOT NULL CHECK (step > 0),
  persons integer[] NOT NULL CHECK (cardinality(persons) > 0),
  terms_hash text NOT NULL,
  state text NOT NULL CHECK (state IN ('next', 'current', 'done', 'void')),
  asked_at timestamptz,
  due_at timestamptz,
  reminders integer NOT NULL DEFAULT 0,
  escalated_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (order_id, revision, round, step)
);

CREATE TABLE approval_decisions (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  revision integer NOT NULL,
  round integer NOT NULL,
  step integer NOT NULL,
  person_id integer NOT NULL REFERENCES people,
  decision text NOT NULL CHECK (decision IN ('approve', 'reject', 'return')),
  comment text,
  terms_hash text NOT NULL,
  limit_minor bigint NOT NULL,
  intent_id uuid NOT NULL UNIQUE REFERENCES intents,
  decided_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (order_id, revision, round, step, person_id)
);

-- Separation of duties holds even for code that forgot to ask.
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM orders WHERE id = NEW.order_id
      AND NEW.person_id IN (requested_by, created_by, terms_editor)) THEN
    RAISE EXCEPTION 'own approval refused' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'separation_of_duties';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decisions_keep_duties_apart BEFORE INSERT ON approval_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();

CREATE INDEX approval_steps_current ON approval_steps (order_id) WHERE state = 'current';

GRANT SELECT ON approval_steps, approval_decisions TO co_app, co_worker, co_sealer;
GRANT INSERT, UPDATE ON approval_steps TO co_worker;
GRANT INSERT ON approval_decisions TO co_worker;
