CREATE TABLE `daily_totals` (
	`id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`owner_id` text NOT NULL,
	`team_id` text,
	`connection_id` text NOT NULL,
	`completed` integer NOT NULL,
	`declined` integer NOT NULL,
	`expired` integer NOT NULL,
	`canceled` integer NOT NULL,
	`failed` integer NOT NULL,
	`open` integer NOT NULL,
	`durations` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `daily_totals_day` ON `daily_totals` (`day`);--> statement-breakpoint
CREATE INDEX `daily_totals_owner` ON `daily_totals` (`owner_id`,`day`);--> statement-breakpoint
CREATE INDEX `daily_totals_team` ON `daily_totals` (`team_id`,`day`);--> statement-breakpoint
CREATE TABLE `stale_days` (
	`id` text PRIMARY KEY NOT NULL,
	`day` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stale_days_day` ON `stale_days` (`day`);