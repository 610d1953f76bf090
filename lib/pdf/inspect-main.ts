import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { AppError } from "@/lib/kernel/errors";
import type { InspectionReply, InspectionRequest } from "./inspect-facts";
import { inspectPdf } from "./inspect-pdf";
import { needsRewriting, rewritePdf } from "./inspect-rewrite";

/** Memory that could not be had and a stack that ran out: the file costs too much to open. */
function toReply(error: unknown): InspectionReply {
  if (error instanceof AppError) return { refusal: { code: error.code, values: error.values } };
  if (error instanceof RangeError) return { refusal: { code: "document_too_costly", values: {} } };
  throw error;
}

async function inspect({
  path,
  rewriteTo,
  ...answers
}: InspectionRequest): Promise<InspectionReply> {
  const bytes = readFileSync(path);
  const facts = await inspectPdf(bytes, answers);
  if (rewriteTo === undefined || !needsRewriting(facts, answers))
    return { facts, isRewritten: false };
  const rewritten = await rewritePdf(bytes, facts, answers);
  writeFileSync(rewriteTo, rewritten.bytes, { mode: 0o600 });
  return { facts: rewritten.facts, isRewritten: true };
}

const request = JSON.parse(await text(process.stdin)) as InspectionRequest;
process.stdout.write(JSON.stringify(await inspect(request).catch(toReply)));
