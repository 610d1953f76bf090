CREATE TABLE "daily_totals" (
	"id" text PRIMARY KEY NOT NULL,
	"day" text NOT NULL,
	"owner_id" text NOT NULL,
	"team_id" text,
	"connection_id" text NOT NULL,
	"completed" bigint NOT NULL,
	"declined" bigint NOT NULL,
	"expired" bigint NOT NULL,
	"canceled" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"open" bigint NOT NULL,
	"durations" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stale_days" (
	"id" text PRIMARY KEY NOT NULL,
	"day" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "daily_totals_day" ON "daily_totals" USING btree ("day");--> statement-breakpoint
CREATE INDEX "daily_totals_owner" ON "daily_totals" USING btree ("owner_id","day");--> statement-breakpoint
CREATE INDEX "daily_totals_team" ON "daily_totals" USING btree ("team_id","day");--> statement-breakpoint
CREATE INDEX "stale_days_day" ON "stale_days" USING btree ("day");