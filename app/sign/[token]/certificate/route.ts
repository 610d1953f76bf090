import { recipientFileRoute } from "@/lib/envelopes/answer-recipient";
import { downloadFileAsRecipient } from "@/lib/envelopes/download-file";

export const dynamic = "force-dynamic";

export const GET = recipientFileRoute("attachment", (keys, now, isShown) =>
  downloadFileAsRecipient(keys, "certificate", now, isShown),
);
