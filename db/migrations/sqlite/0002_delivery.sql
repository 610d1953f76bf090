CREATE TABLE `provider_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`envelope_id` text,
	`at` integer NOT NULL,
	`duration` integer NOT NULL,
	`method` text NOT NULL,
	`address` text NOT NULL,
	`status` integer,
	`problem` text,
	`request_body` text NOT NULL,
	`answer_body` text NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `provider_calls_connection` ON `provider_calls` (`connection_id`,`at`);--> statement-breakpoint
CREATE TABLE `callback_refusals` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`attempt_id` text,
	`reason` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `callbacks` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`connection_id` text,
	`attempt_id` text,
	`envelope_id` text,
	`body_encrypted` blob NOT NULL,
	`body_sha256` text NOT NULL,
	`headers` text NOT NULL,
	`address` text,
	`received_at` integer NOT NULL,
	`last_received_at` integer NOT NULL,
	`times` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`external_id` text,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `callbacks_body` ON `callbacks` (`attempt_id`,`body_sha256`);--> statement-breakpoint
CREATE INDEX `callbacks_envelope` ON `callbacks` (`envelope_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `provider_documents` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`external_id` text NOT NULL,
	`envelope_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`reference` text NOT NULL,
	`snapshot_encrypted` blob,
	`read_at` integer,
	`quiet_reads` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`envelope_id`) REFERENCES `envelopes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_documents_external` ON `provider_documents` (`connection_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `provider_documents_envelope` ON `provider_documents` (`envelope_id`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `claimed_by` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `claimed_until` integer;--> statement-breakpoint
ALTER TABLE `attempts` ADD `sent_at` integer;--> statement-breakpoint
ALTER TABLE `attempts` ADD `trouble` text;--> statement-breakpoint
CREATE INDEX `attempts_state` ON `attempts` (`state`,`claimed_until`);--> statement-breakpoint
ALTER TABLE `connections` ADD `is_enabled` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `is_rehearsal` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `memory_encrypted` blob;--> statement-breakpoint
ALTER TABLE `connections` ADD `memory_rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `breaker_until` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `breaker_reason` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `updated_at` integer;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `waits` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `next_try_at` integer;--> statement-breakpoint
ALTER TABLE `envelopes` ADD `trouble` text;--> statement-breakpoint
ALTER TABLE `recipients` ADD `identity_encrypted` blob;--> statement-breakpoint
ALTER TABLE `recipients` ADD `national_id_hash` text;