import { recipientFileRoute } from "@/lib/envelopes/answer-recipient";
import { readFileAsRecipient } from "@/lib/envelopes/download-file";

export const dynamic = "force-dynamic";

/** The newest revision, for the recipient's page to show. Answers ranges. */
export const GET = recipientFileRoute("inline", readFileAsRecipient);
export const HEAD = GET;
