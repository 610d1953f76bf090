DROP INDEX "envelopes_words";
--> statement-breakpoint
CREATE FUNCTION envelope_words(search_text text, status text, owner_id text, connection_id text, team_id text, updated_at timestamptz) RETURNS tsvector IMMUTABLE COST 1000 LANGUAGE sql AS $$
  SELECT array_to_tsvector(string_to_array(btrim(search_text), ' ') || ARRAY[
    '@s' || replace(status, '_', ''),
    '@o' || replace(owner_id, '-', ''),
    '@c' || replace(connection_id, '-', ''),
    '@t' || coalesce(replace(team_id, '-', ''), '@none'),
    '@w' || floor(extract(epoch FROM updated_at) / 604800)::text
  ])
$$;
--> statement-breakpoint
CREATE INDEX "envelopes_words" ON "envelopes" USING gin (envelope_words("search_text", "status", "owner_id", "connection_id", "team_id", "updated_at")) WITH (fastupdate = off);
--> statement-breakpoint
INSERT INTO meta (id, value) SELECT 'search_words', '2' WHERE NOT EXISTS (SELECT 1 FROM envelopes) ON CONFLICT (id) DO UPDATE SET value = excluded.value;
