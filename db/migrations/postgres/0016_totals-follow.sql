-- Every change has a row of its own: one row for a day would let transactions wait for each other.
CREATE FUNCTION mark_stale_day(at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO stale_days (id, day) SELECT gen_random_uuid()::text, floor(extract(epoch FROM at) / 86400) WHERE at IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION follow_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN PERFORM mark_stale_day(NEW.sent_at); END IF;
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.sent_at IS DISTINCT FROM NEW.sent_at) THEN PERFORM mark_stale_day(OLD.sent_at); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER envelopes_totals AFTER INSERT OR DELETE OR UPDATE OF owner_id, team_id, connection_id, status, sent_at, ended_at ON envelopes
FOR EACH ROW EXECUTE FUNCTION follow_totals();
--> statement-breakpoint
INSERT INTO stale_days (id, day) SELECT gen_random_uuid()::text, day FROM (SELECT DISTINCT floor(extract(epoch FROM sent_at) / 86400) AS day FROM envelopes WHERE sent_at IS NOT NULL) AS days;
