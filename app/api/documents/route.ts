import { guardedRoute } from "@/lib/accounts/guarded-route";
import { receiveUpload } from "@/lib/documents/receive-upload";
import { inspectionAnswers, uploadHeaders } from "@/lib/documents/schema";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

/** Takes one PDF as the raw body. Answers `{ documentId, facts }` or `{ error: { code, values } }`. */
export const POST = guardedRoute({
  permission: "document.upload",
  run: async (actor, request, { now }) => {
    const header = (name: keyof typeof uploadHeaders) =>
      decodeHeader(request.headers.get(uploadHeaders[name]));
    if (!/^application\/pdf\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
      throw new AppError("document_not_pdf", "not announced as a PDF");
    const answers = inspectionAnswers.safeParse({
      password: header("password"),
      signed: header("signed"),
      form: header("form"),
    });
    if (!answers.success) throw new AppError("invalid", "an unknown answer");
    const received = await receiveUpload(
      actor,
      {
        body: (request.body ?? new Blob([]).stream()) as AsyncIterable<Uint8Array> & ReadableStream,
        announcedSize: readLength(request.headers.get("content-length")),
        fileName: header("name") ?? "",
        options: answers.data,
      },
      now,
    );
    return Response.json(received, { status: 201 });
  },
});

function decodeHeader(value: string | null): string | undefined {
  if (value === null) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    throw new AppError("invalid", "a header that is not percent-encoded");
  }
}

function readLength(value: string | null): number | undefined {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
