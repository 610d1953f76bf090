CREATE TABLE "bulk_rows" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"position" bigint NOT NULL,
	"envelope_id" text NOT NULL,
	"title" text,
	"reference_code" text,
	"foreseen" text NOT NULL,
	"outcome" text,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"act" text NOT NULL,
	"act_order" jsonb NOT NULL,
	"state" text NOT NULL,
	"total" bigint NOT NULL,
	"address" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "bulk_rows" ADD CONSTRAINT "bulk_rows_run_id_bulk_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bulk_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_rows_position" ON "bulk_rows" USING btree ("run_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_rows_envelope" ON "bulk_rows" USING btree ("run_id","envelope_id");--> statement-breakpoint
CREATE INDEX "bulk_runs_account" ON "bulk_runs" USING btree ("account_id","created_at");