CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`shared_with` text NOT NULL,
	`team_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_views_owner` ON `saved_views` (`owner_id`,`name`);--> statement-breakpoint
CREATE TABLE `team_members` (
	`id` text PRIMARY KEY NOT NULL,
	`team_id` text NOT NULL,
	`account_id` text NOT NULL,
	`is_default` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_members_person` ON `team_members` (`account_id`,`team_id`);--> statement-breakpoint
CREATE INDEX `team_members_team` ON `team_members` (`team_id`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
ALTER TABLE `envelopes` ADD `team_id` text REFERENCES teams(id);--> statement-breakpoint
CREATE INDEX `envelopes_document` ON `envelopes` (`document_id`);--> statement-breakpoint
CREATE INDEX `envelopes_team` ON `envelopes` (`team_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_team_status` ON `envelopes` (`team_id`,`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_connection` ON `envelopes` (`connection_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_connection_status` ON `envelopes` (`connection_id`,`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_sent` ON `envelopes` (`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_ended` ON `envelopes` (`ended_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_expires` ON `envelopes` (`expires_at`,`id`);