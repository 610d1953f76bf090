CREATE TABLE `callback_checks` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`checked_at` integer NOT NULL,
	`trouble` text,
	`answered_at` integer,
	`missed` text NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `callback_refusals` ADD `connection_id` text;--> statement-breakpoint
ALTER TABLE `callbacks` ADD `reference_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `callbacks_stranger` ON `callbacks` (`connection_id`,`body_sha256`) WHERE attempt_id is null;--> statement-breakpoint
CREATE INDEX `callbacks_document` ON `callbacks` (`connection_id`,`external_id`);--> statement-breakpoint
ALTER TABLE `link_tokens` ADD `connection_id` text REFERENCES connections(id);--> statement-breakpoint
CREATE INDEX `link_tokens_connection` ON `link_tokens` (`connection_id`);