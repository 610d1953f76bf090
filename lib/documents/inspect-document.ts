import "server-only";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError, appErrorCodes } from "@/lib/kernel/errors";
import type { InspectionRequest } from "@/lib/pdf/inspect-facts";
import type { DocumentFacts, InspectionAnswers } from "./schema";
import { documentFacts } from "./schema";
import { takeTurn } from "./take-turn";

const wallSeconds = 10;
const heapMegabytes = 512;
/** 1 GB kills Node itself; WebAssembly included, 1.5 GB is enough. */
const addressSpaceKilobytes = 1_572_864;
/** 500 pages are about 75 KB of facts. */
const replyLimit = 1_048_576;

export type InspectionOptions = InspectionAnswers & {
  /** The bundled inspector; the build puts it where `inspectorPath` says. */
  readonly inspector?: string;
};

const reply = z.union([
  z.strictObject({ facts: documentFacts, isRewritten: z.boolean() }),
  z.strictObject({
    refusal: z.strictObject({
      code: z.enum(appErrorCodes),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
]);

/** The folder that `npm start` runs in, with the build and its packages. */
const home = (...parts: string[]): string =>
  join(/* turbopackIgnore: true */ process.cwd(), ...parts);

/** Where the build puts the program that this file starts, from `lib/pdf/inspect-main.ts`. */
export function inspectorPath(): string {
  return process.env.MUHR_INSPECTOR ?? home("dist", "inspect-main.mjs");
}

/**
 * Looks at an untrusted PDF in a process with little time and memory and none of our secrets;
 * two of them run at once, the rest wait their turn.
 * @throws AppError one `document_*` code for each reason not to take the file; `document_signed`
 * and `document_has_inputs` are questions that the options answer
 */
export async function inspectDocument(
  source: string | Uint8Array,
  options: InspectionOptions = {},
): Promise<DocumentFacts> {
  if (typeof source === "string") return (await runInspector({ path: source }, options)).facts;
  const folder = await mkdtemp(join(tmpdir(), "muhr-inspect-"));
  try {
    const path = join(folder, "document.pdf");
    await writeFile(path, source, { mode: 0o600 });
    return (await runInspector({ path }, options)).facts;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * As `inspectDocument`, and makes the file that people see and sign: a document that is locked,
 * damaged or to be flattened is written to `rewriteTo` as a whole, open one.
 */
export async function openDocument(
  path: string,
  rewriteTo: string,
  options: InspectionOptions = {},
): Promise<{ readonly facts: DocumentFacts; readonly isRewritten: boolean }> {
  return await runInspector({ path, rewriteTo }, options);
}

async function runInspector(
  files: { readonly path: string; readonly rewriteTo?: string },
  { inspector = inspectorPath(), ...answers }: InspectionOptions,
): Promise<{ readonly facts: DocumentFacts; readonly isRewritten: boolean }> {
  const request: InspectionRequest = { ...answers, ...files };
  const command = limitedCommand(inspector, request);
  const outcome = await takeTurn(() => runLimited(command, JSON.stringify(request)));
  if (outcome.end === "failed") throw new Error(`the inspector failed: ${outcome.complaint}`);
  if (outcome.end === "exhausted") throw new AppError("document_too_costly", outcome.complaint);
  const answer = reply.parse(JSON.parse(outcome.output));
  if ("refusal" in answer)
    throw new AppError(answer.refusal.code, answer.refusal.code, answer.refusal.values);
  return answer;
}

type Command = readonly [string, ...string[]];
type Outcome = {
  readonly output: string;
  readonly complaint: string;
  readonly end: "answered" | "exhausted" | "failed";
};

/** `exhausted`: killed by the clock, by a limit of memory, or by talking too much. */
function runLimited([program, ...words]: Command, input: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env: plainEnvironment(), stdio: "pipe" });
    const clock = setTimeout(() => child.kill("SIGKILL"), wallSeconds * 1000);
    let output = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > replyLimit) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (complaint.length < 2000) complaint += text;
    });
    // A child that died before it read its question closes the pipe; its end is told by `close`.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", (error) => {
      clearTimeout(clock);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(clock);
      const end = code === 0 ? "answered" : isOwnFailure(code, signal) ? "failed" : "exhausted";
      resolve({ output, complaint: complaint.slice(0, 2000), end });
    });
  });
}

/** Node ends with 1 after an uncaught error; out of memory it aborts. */
function isOwnFailure(code: number | null, signal: NodeJS.Signals | null): boolean {
  return signal === null && code !== null && code < 128;
}

/** `ulimit -t` ends the inspector even when this process is gone and cannot stop it any more. */
function limitedCommand(inspector: string, { path, rewriteTo }: InspectionRequest): Command {
  const readable = [path, dirname(inspector), home("node_modules"), home("package.json")];
  const node = [
    `--max-old-space-size=${heapMegabytes}`,
    "--permission",
    ...readable.map((place) => `--allow-fs-read=${place}`),
    ...(rewriteTo === undefined ? [] : [`--allow-fs-write=${rewriteTo}`]),
    inspector,
  ];
  if (process.platform !== "linux") return [process.execPath, ...node];

  const limits = `ulimit -v ${addressSpaceKilobytes}; ulimit -t ${2 * wallSeconds}; ulimit -c 0`;
  return ["/bin/sh", "-c", `${limits}; exec "$0" "$@"`, process.execPath, ...node];
}

/**
 * Nothing of ours: no secrets, no `NODE_OPTIONS`. One arena and one helper thread leave 200 MB more
 * of the address space to the document. Windows cannot start Node without SystemRoot.
 */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return {
    NODE_ENV: "production",
    MALLOC_ARENA_MAX: "1",
    UV_THREADPOOL_SIZE: "1",
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
  };
}
