-- A card for a person who has no chat with the bot waits for that chat, not for a time.
ALTER TABLE chat_outbox DROP CONSTRAINT chat_outbox_state_check;
ALTER TABLE chat_outbox ADD CONSTRAINT chat_outbox_state_check
  CHECK (state IN ('pending', 'parked', 'done', 'collapsed', 'dead'));
CREATE INDEX chat_outbox_parked ON chat_outbox (person_id) WHERE state = 'parked';
