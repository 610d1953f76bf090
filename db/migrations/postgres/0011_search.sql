CREATE INDEX "envelopes_words" ON "envelopes" USING gin (array_to_tsvector(string_to_array(btrim("search_text"), ' '))) WITH (fastupdate = off);
