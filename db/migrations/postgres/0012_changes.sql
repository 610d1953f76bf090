CREATE TABLE "changes" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"envelope_id" text,
	"owner_id" text,
	"team_id" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes_head" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at");