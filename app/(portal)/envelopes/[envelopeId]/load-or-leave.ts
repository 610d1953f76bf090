import { notFound, redirect } from "next/navigation";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { loadDraft } from "@/lib/envelopes/load-draft";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { loadEnvelope } from "@/lib/envelopes/load-envelope";
import { AppError } from "@/lib/kernel/errors";

/** What a person may not see does not exist for them. */
export async function loadEnvelopeOrLeave(envelopeId: string): Promise<EnvelopeView> {
  try {
    return await loadEnvelope(envelopeId);
  } catch (error) {
    if (error instanceof AppError) notFound();
    throw error;
  }
}

/** Once it was sent, or for those who may only look, the envelope's own page is the place. */
export async function loadDraftOrLeave(envelopeId: string): Promise<DraftView> {
  try {
    return await loadDraft(envelopeId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "not_found") notFound();
    redirect(`/envelopes/${envelopeId}`);
  }
}
