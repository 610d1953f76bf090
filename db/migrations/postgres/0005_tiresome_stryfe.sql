CREATE TABLE "draft_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"envelope_id" text NOT NULL,
	"version" bigint NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "draft_version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_versions" ADD CONSTRAINT "draft_versions_envelope_id_envelopes_id_fk" FOREIGN KEY ("envelope_id") REFERENCES "public"."envelopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_versions_version" ON "draft_versions" USING btree ("envelope_id","version");