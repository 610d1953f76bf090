import "server-only";
import { read } from "@/db/client";
import { openConnection } from "@/lib/connections/open-connection";
import { AppError } from "@/lib/kernel/errors";
import type { Values } from "@/lib/provider-kit/contract";
import { toCurl } from "@/lib/provider-kit/to-curl";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireContent } from "./load-content";
import { maskEndings } from "./mask-endings";
import { prepareRequest } from "./prepare-request";
import { placementsOf, recipientsOf, requireConnection, requireEnvelope } from "./queries";
import type { EnvelopeIdInput } from "./schema";
import { callHash } from "./send-envelope";

export type SentRequest = {
  readonly method: string;
  readonly url: string;
  /** Without secrets; holds `CallMark`s. */
  readonly body: Values;
  /** The same for a shell. */
  readonly curl: string;
  /** Whether it is what a person approved; else settings or Muhr itself have changed since. */
  readonly isAsApproved: boolean;
};

/**
 * What went to an envelope's provider, made again from what is kept of it.
 * @throws AppError `not_found`, `conflict` when nothing was to leave the portal
 */
export const showRequest = (
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<SentRequest> =>
  read(async (db) => {
    // It names people by their numbers, which only those see who may put them right.
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.correct");
    const { provider, settings, baseUrl } = openConnection(
      await requireConnection(db, envelope.connectionId),
    );
    const people = await recipientsOf(db, envelopeId);
    const boxes = await placementsOf(db, envelopeId);
    const request = prepareRequest(envelope, await requireContent(db, envelope), people, boxes);
    const call = provider.prepare(request, settings);
    if (call.kind === "here" || !baseUrl || envelope.requestSha256 === null)
      throw new AppError("conflict");
    const url = new URL(call.path.replace(/^\//, ""), baseUrl);
    const masked = { ...call, body: maskEndings(call.body, request) };
    return {
      method: call.method,
      url: url.href,
      body: masked.body,
      curl: toCurl({ call: masked, url, proof: provider.proof, now }),
      isAsApproved: callHash(call) === envelope.requestSha256,
    };
  });
