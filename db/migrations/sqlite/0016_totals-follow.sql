CREATE TRIGGER envelopes_totals_insert AFTER INSERT ON envelopes WHEN new.sent_at IS NOT NULL BEGIN
  INSERT OR IGNORE INTO stale_days (id, day) VALUES (new.sent_at / 86400000, new.sent_at / 86400000);
END;
--> statement-breakpoint
CREATE TRIGGER envelopes_totals_update AFTER UPDATE OF owner_id, team_id, connection_id, status, sent_at, ended_at ON envelopes WHEN coalesce(old.sent_at, new.sent_at) IS NOT NULL BEGIN
  INSERT OR IGNORE INTO stale_days (id, day) SELECT at / 86400000, at / 86400000 FROM (SELECT old.sent_at AS at UNION SELECT new.sent_at) WHERE at IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER envelopes_totals_delete AFTER DELETE ON envelopes WHEN old.sent_at IS NOT NULL BEGIN
  INSERT OR IGNORE INTO stale_days (id, day) VALUES (old.sent_at / 86400000, old.sent_at / 86400000);
END;
--> statement-breakpoint
INSERT INTO stale_days (id, day) SELECT DISTINCT sent_at / 86400000, sent_at / 86400000 FROM envelopes WHERE sent_at IS NOT NULL;
