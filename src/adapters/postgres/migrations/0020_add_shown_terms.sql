-- Which terms a copy of a card last showed its reader; null in rows from before.
ALTER TABLE chat_cards ADD COLUMN revision_shown integer, ADD COLUMN terms_shown text;
