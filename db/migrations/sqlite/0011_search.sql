CREATE TABLE envelope_rows (number INTEGER PRIMARY KEY, envelope_id TEXT NOT NULL UNIQUE);
--> statement-breakpoint
CREATE VIRTUAL TABLE envelope_words USING fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3', tokenize="unicode61 remove_diacritics 0 tokenchars '@'");
--> statement-breakpoint
INSERT INTO envelope_rows (envelope_id) SELECT id FROM envelopes;
--> statement-breakpoint
INSERT INTO envelope_words (rowid, words) SELECT number, search_text FROM envelope_rows JOIN envelopes ON id = envelope_id;
--> statement-breakpoint
CREATE TRIGGER envelopes_words_insert AFTER INSERT ON envelopes BEGIN
  INSERT INTO envelope_rows (envelope_id) VALUES (new.id);
  INSERT INTO envelope_words (rowid, words) SELECT number, new.search_text FROM envelope_rows WHERE envelope_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER envelopes_words_update AFTER UPDATE OF search_text ON envelopes WHEN new.search_text <> old.search_text BEGIN
  UPDATE envelope_words SET words = new.search_text WHERE rowid = (SELECT number FROM envelope_rows WHERE envelope_id = new.id);
END;
--> statement-breakpoint
CREATE TRIGGER envelopes_words_delete AFTER DELETE ON envelopes BEGIN
  DELETE FROM envelope_words WHERE rowid = (SELECT number FROM envelope_rows WHERE envelope_id = old.id);
  DELETE FROM envelope_rows WHERE envelope_id = old.id;
END;
