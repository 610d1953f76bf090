CREATE TABLE `bulk_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`envelope_id` text NOT NULL,
	`title` text,
	`reference_code` text,
	`foreseen` text NOT NULL,
	`outcome` text,
	`done_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `bulk_runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bulk_rows_position` ON `bulk_rows` (`run_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `bulk_rows_envelope` ON `bulk_rows` (`run_id`,`envelope_id`);--> statement-breakpoint
CREATE TABLE `bulk_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`act` text NOT NULL,
	`act_order` text NOT NULL,
	`state` text NOT NULL,
	`total` integer NOT NULL,
	`address` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulk_runs_account` ON `bulk_runs` (`account_id`,`created_at`);