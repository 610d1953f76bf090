CREATE TABLE `call_counts` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`since` integer,
	`calls` integer NOT NULL,
	`refused` integer NOT NULL,
	`failed` integer NOT NULL,
	`duration` integer NOT NULL,
	`within_100` integer NOT NULL,
	`within_250` integer NOT NULL,
	`within_500` integer NOT NULL,
	`within_1000` integer NOT NULL,
	`within_2500` integer NOT NULL,
	`within_5000` integer NOT NULL,
	`within_10000` integer NOT NULL,
	`within_30000` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_counts_connection` ON `call_counts` (`connection_id`,`since`);--> statement-breakpoint
ALTER TABLE `provider_calls` ADD `is_meant_refusal` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `callbacks_verdict` ON `callbacks` (`provider_id`,`verdict`);