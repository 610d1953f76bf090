CREATE INDEX `envelopes_owner_sent` ON `envelopes` (`owner_id`,`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_team_sent` ON `envelopes` (`team_id`,`sent_at`,`id`);