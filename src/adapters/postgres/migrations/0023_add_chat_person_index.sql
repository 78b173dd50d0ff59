-- The order of a conversation is looked up for every row a relay might take.
CREATE INDEX chat_outbox_person_pending ON chat_outbox (person_id, id) WHERE state = 'pending';
