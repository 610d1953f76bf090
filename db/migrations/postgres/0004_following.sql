CREATE TABLE "calibrations" (
	"envelope_id" text PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"landings" jsonb NOT NULL,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	"chosen" text
);
--> statement-breakpoint
ALTER TABLE "callback_refusals" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_envelope_id_envelopes_id_fk" FOREIGN KEY ("envelope_id") REFERENCES "public"."envelopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calibrations_connection" ON "calibrations" USING btree ("connection_id","prepared_at");--> statement-breakpoint
CREATE INDEX "callback_refusals_attempt" ON "callback_refusals" USING btree ("attempt_id","provider_id");