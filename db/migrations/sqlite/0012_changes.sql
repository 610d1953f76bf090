CREATE TABLE `changes` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`envelope_id` text,
	`owner_id` text,
	`team_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `changes_at` ON `changes` (`at`);--> statement-breakpoint
CREATE TABLE `changes_head` (
	`id` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL
);
