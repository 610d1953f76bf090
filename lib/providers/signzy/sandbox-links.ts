import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send } from "@/lib/provider-kit/sandbox-http";
import type { Contract } from "./sandbox-contracts";
import type { Switches } from "./sandbox-switches";

export const filesPath = "/api/files/";
type FileKind = "initial" | "final" | "stamped" | `signer-${string}`;
export type Links = ReturnType<typeof createLinks>;

type Parts = {
  readonly switches: Switches;
  readonly origin: () => string;
  readonly findByNumber: (number: number) => Contract | undefined;
};

/** Addresses that hold for a while and know by themselves for how long. */
export function createLinks({ switches, origin, findByNumber }: Parts) {
  const key = randomBytes(32);
  const sealOf = (text: string) => createHmac("sha256", key).update(text).digest();

  function isGenuine(text: string, seal: string): boolean {
    const given = Buffer.from(seal, "hex");
    const wanted = sealOf(text);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  return {
    toLink({ number }: Contract, kind: FileKind): string {
      const until = Date.now() + switches.linkLifetimeSeconds * 1_000;
      const text = `${number}/${kind}/${until}`;
      return `${origin()}${filesPath}${number}/download/${kind}.${until}.${sealOf(text).toString("hex")}.pdf`;
    },
    async answer({ method, url }: SandboxRequest, response: ServerResponse): Promise<void> {
      const parts = /^(\d+)\/download\/([\w-]+)\.(\d+)\.([0-9a-f]{64})\.pdf$/.exec(
        url.pathname.slice(filesPath.length),
      );
      const [, number = "", kind = "", until = "", seal = ""] = parts ?? [];
      const contract = findByNumber(Number(number));
      if (method !== "GET" || !contract || !isGenuine(`${number}/${kind}/${until}`, seal))
        return send(response, { status: 404 });
      if (Number(until) <= Date.now()) return send(response, expired);
      const bytes = findFile(contract, kind, switches);
      if (!bytes) return send(response, { status: 404 });
      await sendFile(bytes, url, response, switches);
    },
  };
}

/** As object stores say it. */
const expired = {
  status: 403,
  headers: { "content-type": "application/xml" },
  body: "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>",
};

/** Files vanish a while after they were made. */
function findFile(contract: Contract, kind: string, { fileTtlSeconds }: Switches) {
  const keep = (bytes: Buffer | null, made: Date | null) =>
    made && made.getTime() + fileTtlSeconds * 1_000 > Date.now() ? bytes : null;
  const { completedAt, created, signers } = contract;
  if (kind === "final") return keep(contract.file, completedAt);
  if (kind === "initial") return keep(contract.initialFile, created);
  if (kind === "stamped") return keep(contract.file, created);
  const signer = signers.find(({ id }) => kind === `signer-${id}`);
  return signer ? keep(signer.signedFile, signer.signedAt) : null;
}

const pdfType = { "content-type": "application/pdf", "cache-control": "no-store" };
const slices = 5;

async function sendFile(
  bytes: Buffer,
  url: URL,
  response: ServerResponse,
  { fileLink, slowMilliseconds, hugeBytes }: Switches,
): Promise<void> {
  switch (fileLink) {
    case "good":
      return send(response, { status: 200, headers: pdfType, body: bytes });
    case "redirect": {
      if (url.searchParams.has("moved"))
        return send(response, { status: 200, headers: pdfType, body: bytes });
      return send(response, { status: 302, headers: { location: `${url.href}?moved=1` } });
    }
    case "redirect_private":
      return send(response, { status: 302, headers: { location: "http://10.0.0.1/final.pdf" } });
    case "expired":
      return send(response, expired);
    case "html":
      return send(response, {
        status: 200,
        headers: { "content-type": "text/html" },
        body: "<html><body><h1>Please sign in</h1></body></html>",
      });
    case "cut":
      response.writeHead(200, { ...pdfType, "content-length": bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2));
      // The half must be on its way before the reset throws away what waits.
      await pause(50);
      return void response.socket?.resetAndDestroy();
    case "slow": {
      response.writeHead(200, { ...pdfType, "content-length": bytes.length });
      const length = Math.ceil(bytes.length / slices);
      for (let at = 0; at < bytes.length && !response.destroyed; at += length) {
        await pause(slowMilliseconds, undefined, { ref: false });
        response.write(bytes.subarray(at, at + length));
      }
      return void response.end();
    }
    case "huge":
      return sendHuge(bytes, hugeBytes, response);
  }
}

/** Begins as the file, and goes on; whoever hangs up ends it. */
async function sendHuge(bytes: Buffer, total: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, pdfType);
  const block = Buffer.alloc(64 * 1_024, " ");
  const blocks = Array.from({ length: Math.ceil(total / block.length) }, () => block);
  await pipeline(Readable.from([bytes, ...blocks]), response).catch(() => {});
}
