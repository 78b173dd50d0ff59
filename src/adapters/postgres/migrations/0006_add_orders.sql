CREATE TABLE order_counters (
  year integer PRIMARY KEY,
  last_number integer NOT NULL DEFAULT 0 CHECK (last_number >= 0)
);

CREATE TABLE orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  client_id uuid NOT NULL UNIQUE,
  order_number text NOT NULL UNIQUE CHECK (order_number ~ '^CO-[0-9]{4}-[0-9]{6,}$'),
  kind text NOT NULL DEFAULT 'new' CHECK (kind IN ('new')),
  site_id integer NOT NULL REFERENCES sites,
  circuit_purpose text NOT NULL CHECK (circuit_purpose IN ('Primary', 'Backup', 'Guest')),
  provider text NOT NULL REFERENCES providers (key),
  speed text NOT NULL,
  speed_down_mbps integer NOT NULL CHECK (speed_down_mbps > 0),
  speed_up_mbps integer NOT NULL CHECK (speed_up_mbps > 0),
  justification text NOT NULL CHECK (char_length(justification) BETWEEN 10 AND 2000),
  target_on date,
  monthly_minor bigint CHECK (monthly_minor BETWEEN 0 AND 9999999999),
  install_minor bigint CHECK (install_minor BETWEEN 0 AND 9999999999),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  contract_months integer CHECK (contract_months BETWEEN 1 AND 120),
  cost_centre text NOT NULL,
  notes text CHECK (char_length(notes) <= 4000),
  special_requirements text CHECK (char_length(special_requirements) <= 4000),
  requested_by integer NOT NULL REFERENCES people,
  created_by integer NOT NULL REFERENCES people,
  assigned_to integer REFERENCES people,
  terms_editor integer REFERENCES people,
  terms_hash text NOT NULL CHECK (terms_hash ~ '^[0-9a-f]{64}$'),
  -- Submitted terms are never overwritten: editing them opens the next revision.
  terms_submitted boolean NOT NULL DEFAULT false,
  revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  serviceability jsonb,
  due_sort date NOT NULL DEFAULT '9999-12-31',
  audit_k integer NOT NULL DEFAULT 0,
  audit_h bytea NOT NULL DEFAULT '\x',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,

  -- Written by the projection alone.
  stage text NOT NULL DEFAULT 'drafted' CHECK (stage IN ('drafted', 'pending_approval', 'approved',
    'submitted', 'acknowledged', 'rejected_by_provider', 'confirmed', 'install_scheduled',
    'installing', 'testing', 'activated', 'enabled', 'withdrawn', 'cancelled', 'failed')),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'in_progress',
    'installation', 'completed', 'cancelled')),
  flags jsonb NOT NULL DEFAULT '{"onHold":null,"jeopardy":null,"chargePending":false,"dateRevised":false,"needsAttention":[]}',
  pv integer NOT NULL DEFAULT 0,
  round integer NOT NULL DEFAULT 0,
  sending boolean NOT NULL DEFAULT false,
  cancel_requested boolean NOT NULL DEFAULT false,
  cancel_posted boolean NOT NULL DEFAULT false,
  stage_since timestamptz NOT NULL,
  last_reason text,
  provider_order_id text,
  submitted_at timestamptz,
  acknowledged_at timestamptz,
  confirmed_at timestamptz,
  foc_received_at timestamptz,
  first_foc_on date,
  foc_on date,
  previous_foc_on date,
  survey_on date,
  loop_delivered_on date,
  dispatched_at timestamptz,
  work_completed_on date,
  acceptance_ends_at timestamptz,
  billing_start_on date,
  activated_at timestamptz,
  enabled_at timestamptz,
  ended_at timestamptz
);

-- One open order past the draft for a site and purpose: the duplicate check's last guard.
CREATE UNIQUE INDEX orders_one_under_way ON orders (site_id, circuit_purpose)
  WHERE kind = 'new' AND stage IN ('pending_approval', 'approved', 'submitted', 'acknowledged',
    'rejected_by_provider', 'confirmed', 'install_scheduled', 'installing', 'testing');
CREATE INDEX orders_status_provider ON orders (status, provider, updated_at DESC, id DESC);
CREATE INDEX orders_status ON orders (status, updated_at DESC, id DESC);
CREATE INDEX orders_provider ON orders (provider, updated_at DESC, id DESC);
CREATE INDEX orders_site ON orders (site_id, updated_at DESC, id DESC);
CREATE INDEX orders_updated ON orders (updated_at DESC, id DESC);
CREATE INDEX orders_due ON orders (due_sort, id);

GRANT SELECT, INSERT, UPDATE ON order_counters TO co_app;
GRANT SELECT ON orders TO co_app, co_worker, co_sealer;
GRANT INSERT (client_id, order_number, site_id, circuit_purpose, provider, speed, speed_down_mbps,
    speed_up_mbps, justification, target_on, monthly_minor, install_minor, currency,
    contract_months, cost_centre, notes, special_requirements, requested_by, created_by,
    assigned_to, terms_editor, terms_hash, serviceability, due_sort, audit_k, audit_h, created_at,
    updated_at, stage_since) ON orders TO co_app;
GRANT UPDATE (site_id, circuit_purpose, provider, speed, speed_down_mbps, speed_up_mbps,
    justification, target_on, monthly_minor, install_minor, currency, contract_months, cost_centre,
    notes, special_requirements, assigned_to, terms_editor, terms_hash, terms_submitted, revision,
    version, serviceability, due_sort, audit_k, audit_h, updated_at) ON orders TO co_app, co_worker;
GRANT UPDATE (stage, status, flags, pv, round, sending, cancel_requested, cancel_posted,
    stage_since, last_reason, provider_order_id, submitted_at, acknowledged_at, confirmed_at,
    foc_received_at, first_foc_on, foc_on, previous_foc_on, survey_on, loop_delivered_on,
    dispatched_at, work_completed_on, acceptance_ends_at, billing_start_on, activated_at,
    enabled_at, ended_at) ON orders TO co_worker;
