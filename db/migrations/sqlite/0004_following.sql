CREATE TABLE `calibrations` (
	`envelope_id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`landings` text NOT NULL,
	`prepared_at` integer NOT NULL,
	`chosen` text,
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calibrations_connection` ON `calibrations` (`connection_id`,`prepared_at`);--> statement-breakpoint
ALTER TABLE `callback_refusals` ADD `address` text;--> statement-breakpoint
CREATE INDEX `callback_refusals_attempt` ON `callback_refusals` (`attempt_id`,`provider_id`);