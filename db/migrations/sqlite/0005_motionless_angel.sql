CREATE TABLE `draft_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`envelope_id` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_versions_version` ON `draft_versions` (`envelope_id`,`version`);--> statement-breakpoint
ALTER TABLE `envelopes` ADD `draft_version` integer DEFAULT 0 NOT NULL;