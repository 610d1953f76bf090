CREATE TABLE `template_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`template_id` text NOT NULL,
	`number` integer NOT NULL,
	`shape` text NOT NULL,
	`sample_encrypted` blob,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`template_id`) REFERENCES `templates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `template_versions_number` ON `template_versions` (`template_id`,`number`);--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`archived_at` integer,
	FOREIGN KEY (`owner_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `templates_updated` ON `templates` (`updated_at`,`id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_envelopes` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`document_id` text,
	`document_sha256` text,
	`template_version_id` text,
	`template_values_encrypted` blob,
	`reference_code` text NOT NULL,
	`title` text NOT NULL,
	`message` text NOT NULL,
	`status` text NOT NULL,
	`rev` integer NOT NULL,
	`signing_order` text NOT NULL,
	`expires_at` integer,
	`provider_options` text NOT NULL,
	`request_sha256` text,
	`reference` text,
	`current_attempt` integer NOT NULL,
	`waits` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer,
	`trouble` text,
	`working_sha256` text,
	`reason` text,
	`copy_of_id` text,
	`search_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`sent_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`owner_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`template_version_id`) REFERENCES `template_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_envelopes`("id", "owner_id", "connection_id", "document_id", "document_sha256", "template_version_id", "template_values_encrypted", "reference_code", "title", "message", "status", "rev", "signing_order", "expires_at", "provider_options", "request_sha256", "reference", "current_attempt", "waits", "next_try_at", "trouble", "working_sha256", "reason", "copy_of_id", "search_text", "created_at", "updated_at", "sent_at", "ended_at") SELECT "id", "owner_id", "connection_id", "document_id", "document_sha256", NULL, NULL, "reference_code", "title", "message", "status", "rev", "signing_order", "expires_at", "provider_options", "request_sha256", "reference", "current_attempt", "waits", "next_try_at", "trouble", "working_sha256", "reason", "copy_of_id", "search_text", "created_at", "updated_at", "sent_at", "ended_at" FROM `envelopes`;--> statement-breakpoint
DROP TABLE `envelopes`;--> statement-breakpoint
ALTER TABLE `__new_envelopes` RENAME TO `envelopes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `envelopes_reference_code` ON `envelopes` (`reference_code`);--> statement-breakpoint
CREATE INDEX `envelopes_updated` ON `envelopes` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_status` ON `envelopes` (`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_owner` ON `envelopes` (`owner_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_owner_status` ON `envelopes` (`owner_id`,`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `envelopes_expiry` ON `envelopes` (`status`,`expires_at`);--> statement-breakpoint
ALTER TABLE `recipients` ADD `slot_id` text;