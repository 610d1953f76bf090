ALTER TABLE `callback_refusals` ADD `address` text;--> statement-breakpoint
CREATE INDEX `callback_refusals_attempt` ON `callback_refusals` (`attempt_id`,`provider_id`);