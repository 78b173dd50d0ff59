CREATE TABLE chat_conversations (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service_url text NOT NULL,
  conversation_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('personal', 'groupChat', 'channel')),
  bot_id text NOT NULL,
  teams_user_id text NOT NULL,
  tenant_id text NOT NULL,
  person_id integer REFERENCES people,
  welcomed boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'blocked', 'removed')),
  seen_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (service_url, conversation_id, teams_user_id)
);
CREATE INDEX chat_conversations_person ON chat_conversations (person_id, seen_at DESC);

-- Every copy of a card that stands in some chat.
CREATE TABLE chat_cards (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id integer NOT NULL REFERENCES chat_conversations,
  order_id integer NOT NULL REFERENCES orders,
  person_id integer NOT NULL REFERENCES people,
  view text NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  activity_id text NOT NULL,
  version_shown integer NOT NULL,
  state text NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'gone')),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (conversation_id, activity_id)
);
CREATE INDEX chat_cards_order ON chat_cards (order_id) WHERE state = 'live';

-- Cards and texts to send; rendered when sent, so a late one still shows the truth.
CREATE TABLE chat_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('send', 'update', 'text')),
  order_id integer NOT NULL REFERENCES orders,
  person_id integer NOT NULL REFERENCES people,
  card_id integer REFERENCES chat_cards,
  view text NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'collapsed', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  cause text,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX chat_outbox_pending ON chat_outbox (not_before, id) WHERE state = 'pending';

GRANT SELECT, INSERT, UPDATE ON chat_conversations, chat_cards TO co_app;
GRANT SELECT ON chat_conversations, chat_cards TO co_worker;
GRANT SELECT, INSERT ON chat_outbox TO co_app, co_worker;
GRANT UPDATE (state, attempts, not_before, cause, done_at) ON chat_outbox TO co_app, co_worker;
