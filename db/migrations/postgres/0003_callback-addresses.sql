ALTER TABLE "callback_refusals" ADD COLUMN "address" text;--> statement-breakpoint
CREATE INDEX "callback_refusals_attempt" ON "callback_refusals" USING btree ("attempt_id","provider_id");