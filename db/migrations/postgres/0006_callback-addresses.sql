CREATE TABLE "callback_checks" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"trouble" jsonb,
	"answered_at" timestamp (3) with time zone,
	"missed" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "callback_refusals" ADD COLUMN "connection_id" text;--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "reference_hash" text;--> statement-breakpoint
ALTER TABLE "link_tokens" ADD COLUMN "connection_id" text;--> statement-breakpoint
ALTER TABLE "callback_checks" ADD CONSTRAINT "callback_checks_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_tokens" ADD CONSTRAINT "link_tokens_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_stranger" ON "callbacks" USING btree ("connection_id","body_sha256") WHERE attempt_id is null;--> statement-breakpoint
CREATE INDEX "callbacks_document" ON "callbacks" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "link_tokens_connection" ON "link_tokens" USING btree ("connection_id");