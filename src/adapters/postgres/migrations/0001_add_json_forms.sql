-- An instant as JSON carries it everywhere: UTC, milliseconds, `Z`.
CREATE FUNCTION iso(timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- Minor units as exact decimal text; the currencies we pay in have two digits, yen has none.
CREATE FUNCTION decimal_text(minor bigint, currency text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN minor IS NULL THEN NULL WHEN currency = 'JPY' THEN minor::text
    ELSE (minor / 100)::text || '.' || lpad((abs(minor) % 100)::text, 2, '0') END $$;
