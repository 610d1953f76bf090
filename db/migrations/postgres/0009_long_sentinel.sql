CREATE TABLE "call_counts" (
	"id" text PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"since" timestamp (3) with time zone,
	"calls" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"duration" bigint NOT NULL,
	"within_100" bigint NOT NULL,
	"within_250" bigint NOT NULL,
	"within_500" bigint NOT NULL,
	"within_1000" bigint NOT NULL,
	"within_2500" bigint NOT NULL,
	"within_5000" bigint NOT NULL,
	"within_10000" bigint NOT NULL,
	"within_30000" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "provider_calls" ADD COLUMN "is_meant_refusal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "call_counts" ADD CONSTRAINT "call_counts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_counts_connection" ON "call_counts" USING btree ("connection_id","since");--> statement-breakpoint
CREATE INDEX "callbacks_verdict" ON "callbacks" USING btree ("provider_id","verdict");