DROP TRIGGER envelopes_words_insert;
--> statement-breakpoint
DROP TRIGGER envelopes_words_update;
--> statement-breakpoint
DROP TRIGGER envelopes_words_delete;
--> statement-breakpoint
DROP TABLE envelope_words;
--> statement-breakpoint
DROP TABLE envelope_rows;
--> statement-breakpoint
CREATE TABLE envelope_rows (number INTEGER PRIMARY KEY, envelope_id TEXT NOT NULL UNIQUE);
--> statement-breakpoint
CREATE VIRTUAL TABLE envelope_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' tokenchars '@'");
--> statement-breakpoint
CREATE TRIGGER envelopes_words_insert AFTER INSERT ON envelopes BEGIN
  INSERT INTO envelope_rows (number, envelope_id) SELECT coalesce((SELECT max(number) + 1 FROM envelope_rows WHERE number >= new.updated_at << 20 AND number < (new.updated_at + 1) << 20), new.updated_at << 20), new.id;
  INSERT INTO envelope_words (rowid, words) SELECT number, new.search_text || ' @s' || replace(new.status, '_', '') || ' @o' || replace(new.owner_id, '-', '') || ' @c' || replace(new.connection_id, '-', '') || ' @t' || coalesce(replace(new.team_id, '-', ''), '@none') FROM envelope_rows WHERE envelope_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER envelopes_words_update AFTER UPDATE OF search_text, status, owner_id, team_id, connection_id, updated_at ON envelopes WHEN (new.search_text, new.status, new.owner_id, new.team_id, new.connection_id, new.updated_at) IS NOT (old.search_text, old.status, old.owner_id, old.team_id, old.connection_id, old.updated_at) OR NOT EXISTS (SELECT 1 FROM envelope_rows WHERE envelope_id = new.id) BEGIN
  DELETE FROM envelope_words WHERE rowid = (SELECT number FROM envelope_rows WHERE envelope_id = old.id);
  DELETE FROM envelope_rows WHERE envelope_id = old.id;
  INSERT INTO envelope_rows (number, envelope_id) SELECT coalesce((SELECT max(number) + 1 FROM envelope_rows WHERE number >= new.updated_at << 20 AND number < (new.updated_at + 1) << 20), new.updated_at << 20), new.id;
  INSERT INTO envelope_words (rowid, words) SELECT number, new.search_text || ' @s' || replace(new.status, '_', '') || ' @o' || replace(new.owner_id, '-', '') || ' @c' || replace(new.connection_id, '-', '') || ' @t' || coalesce(replace(new.team_id, '-', ''), '@none') FROM envelope_rows WHERE envelope_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER envelopes_words_delete AFTER DELETE ON envelopes BEGIN
  DELETE FROM envelope_words WHERE rowid = (SELECT number FROM envelope_rows WHERE envelope_id = old.id);
  DELETE FROM envelope_rows WHERE envelope_id = old.id;
END;
--> statement-breakpoint
INSERT INTO meta (id, value) SELECT 'search_words', '2' WHERE NOT EXISTS (SELECT 1 FROM envelopes) ON CONFLICT (id) DO UPDATE SET value = excluded.value;
