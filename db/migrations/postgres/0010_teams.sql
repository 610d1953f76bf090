CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"filter" text NOT NULL,
	"shared_with" text NOT NULL,
	"team_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"account_id" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "envelopes" ADD COLUMN "team_id" text;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_accounts_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_person" ON "team_members" USING btree ("account_id","team_id");--> statement-breakpoint
CREATE INDEX "team_members_team" ON "team_members" USING btree ("team_id");--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "envelopes_document" ON "envelopes" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "envelopes_team" ON "envelopes" USING btree ("team_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "envelopes_team_status" ON "envelopes" USING btree ("team_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "envelopes_connection" ON "envelopes" USING btree ("connection_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "envelopes_connection_status" ON "envelopes" USING btree ("connection_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "envelopes_sent" ON "envelopes" USING btree ("sent_at","id");--> statement-breakpoint
CREATE INDEX "envelopes_ended" ON "envelopes" USING btree ("ended_at","id");--> statement-breakpoint
CREATE INDEX "envelopes_expires" ON "envelopes" USING btree ("expires_at","id");