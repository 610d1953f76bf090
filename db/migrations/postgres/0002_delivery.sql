CREATE TABLE "provider_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"envelope_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"duration" bigint NOT NULL,
	"method" text NOT NULL,
	"address" text NOT NULL,
	"status" bigint,
	"problem" text,
	"request_body" text NOT NULL,
	"answer_body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "callback_refusals" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"attempt_id" text,
	"reason" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"connection_id" text,
	"attempt_id" text,
	"envelope_id" text,
	"body_encrypted" "bytea" NOT NULL,
	"body_sha256" text NOT NULL,
	"headers" jsonb NOT NULL,
	"address" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"last_received_at" timestamp (3) with time zone NOT NULL,
	"times" bigint NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"external_id" text
);
--> statement-breakpoint
CREATE TABLE "provider_documents" (
	"id" text PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"external_id" text NOT NULL,
	"envelope_id" text NOT NULL,
	"attempt_id" text NOT NULL,
	"reference" jsonb NOT NULL,
	"snapshot_encrypted" "bytea",
	"read_at" timestamp (3) with time zone,
	"quiet_reads" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "claimed_by" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "claimed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "trouble" jsonb;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "is_enabled" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "is_rehearsal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "memory_encrypted" "bytea";--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "memory_rev" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "breaker_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "breaker_reason" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "failures" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "waits" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "next_try_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "trouble" jsonb;--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "identity_encrypted" "bytea";--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "national_id_hash" text;--> statement-breakpoint
ALTER TABLE "provider_calls" ADD CONSTRAINT "provider_calls_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_documents" ADD CONSTRAINT "provider_documents_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_documents" ADD CONSTRAINT "provider_documents_envelope_id_envelopes_id_fk" FOREIGN KEY ("envelope_id") REFERENCES "public"."envelopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_documents" ADD CONSTRAINT "provider_documents_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_calls_connection" ON "provider_calls" USING btree ("connection_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_body" ON "callbacks" USING btree ("attempt_id","body_sha256");--> statement-breakpoint
CREATE INDEX "callbacks_envelope" ON "callbacks" USING btree ("envelope_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_documents_external" ON "provider_documents" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "provider_documents_envelope" ON "provider_documents" USING btree ("envelope_id");--> statement-breakpoint
CREATE INDEX "attempts_state" ON "attempts" USING btree ("state","claimed_until");