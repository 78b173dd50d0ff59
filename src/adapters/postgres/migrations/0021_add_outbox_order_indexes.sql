-- An order says which of its messages wait for an outside that does not answer.
CREATE INDEX outbox_order_pending ON outbox (order_id) WHERE state = 'pending';
CREATE INDEX chat_outbox_order_pending ON chat_outbox (order_id) WHERE state = 'pending';
