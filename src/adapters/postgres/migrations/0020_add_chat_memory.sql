-- Which terms a copy of a card last showed its reader; null in rows from before.
ALTER TABLE chat_cards ADD COLUMN revision_shown integer, ADD COLUMN terms_shown text;

-- What of the list that was last shown in a chat has not been shown yet.
ALTER TABLE chat_conversations ADD COLUMN rest jsonb;
